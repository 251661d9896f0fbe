import type { Context } from '../run/context';
import { LIMITS } from '../sandbox/limits';
import { ENTRY_POINTS } from './entry-points';

interface TypeErrors {
  readonly count: number;
  readonly first?: { readonly file: string; readonly line: number; readonly message: string };
}

/** Mentions the type errors of the scripts. The runtime erases types, so they cost nothing. */
export async function noticeTypeErrors(context: Context): Promise<void> {
  const { count, first } = await typeErrors(context);
  if (!first) return;
  const where = `${JSON.stringify(first.file.slice(0, 100))}:${String(first.line)}: ${first.message}`;
  context.notice({
    kind: 'form',
    text: {
      en: `type errors, which cost nothing: ${String(count)}. The first is in ${where}`,
      es: `errores de tipos, que no cuestan nada: ${String(count)}. El primero está en ${where}`,
    },
  });
}

/** None where the compiler does not come to an end: types can be written that take it for ever. */
async function typeErrors({ place }: Context): Promise<TypeErrors> {
  const here = '/homework/submission';
  const run = place.start(
    {
      args: ['/inside/check-types.mjs', '/kit', here, ...ENTRY_POINTS, 'features.ts'],
      cwd: '/inside',
      env: {},
      mounts: [{ from: place.submission, to: here }],
    },
    LIMITS,
  );
  run.stdin.end();
  const text = run.stdout.setEncoding('utf8').toArray() as Promise<string[]>;
  const { code } = await run.ended;
  return code === 0 ? (JSON.parse((await text).join('')) as TypeErrors) : { count: 0 };
}

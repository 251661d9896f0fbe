import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cause } from '../causes';
import type { TakenIn } from '../intake/take-in';
import type { Context } from '../run/context';
import { lastWords } from '../run/failure';
import type { Failure } from '../run/failure';
import { proveKit } from '../run/prove-kit';
import { compiledIn, takeCompiled } from '../sandbox/compiled';
import { LIMITS } from '../sandbox/limits';
import type { Text } from '../text';
import type { Outcome } from './check';
import { noticeAttempts } from './attempts';
import { PASSED } from './check';
import { ENTRY_POINTS } from './entry-points';
import { noticeTypeErrors } from './type-errors';

/** S0: what was taken in can be run. */
export async function gradable(context: Context, { files, refused }: TakenIn): Promise<Outcome> {
  if (refused.length > 0) {
    const [{ path, why }] = refused;
    const said = JSON.stringify(path.slice(0, 200));
    context.notice({
      kind: 'attempt',
      text: { en: `${said} was not taken in: ${why.en}`, es: `${said} no se tomó: ${why.es}` },
    });
    return failed('not_gradable_files', {
      en: `${said} cannot be handed in: ${why.en}`,
      es: `${said} no se puede entregar: ${why.es}`,
    });
  }
  noticeAttempts(context, files);
  const broken = packageProblem(context, files);
  if (broken) return failed('broken_package', broken);
  const missing = ENTRY_POINTS.filter((name) => !files.includes(name));
  if (missing.length > 0) {
    const names = missing.join(', ');
    return failed('missing_entry_point', {
      en: `${names} is not in the folder itself`,
      es: `no está ${names} en la carpeta misma`,
    });
  }
  const [problem] = await syntaxProblems(context);
  if (!problem) {
    await noticeTypeErrors(context);
    return PASSED;
  }
  const [where, what] = [problem.file, problem.message.split('\n')[0]];
  return failed('unsupported_syntax', { en: `${where}: ${what}`, es: `${where}: ${what}` });
}

function failed(cause: Cause, message: Text): { failure: Failure } {
  return { failure: { cause, message, failure: null } };
}

/** Its `type` is honoured by the runtime; its scripts are mentioned and never run. */
function packageProblem(context: Context, files: readonly string[]): Text | undefined {
  if (!files.includes('package.json')) return undefined;
  try {
    const text = readFileSync(join(context.place.submission, 'package.json'), 'utf8');
    // Node reads on behind the mark that some editors set at the beginning.
    const { scripts, type } = JSON.parse(text.replace(/^\ufeff/, '')) as Record<string, unknown>;
    const hooks = Object.keys(typeof scripts === 'object' && scripts !== null ? scripts : {}).filter((name) =>
      /^(pre|post)?(install|pack|publish|prepare)/.test(name),
    );
    if (hooks.length > 0) {
      const names = hooks.slice(0, 5).join(', ').slice(0, 80);
      context.notice({
        kind: 'attempt',
        text: {
          en: `package.json has scripts that npm would run by itself (${names}); none was run`,
          es: `package.json tiene scripts que npm correría solo (${names}); no se corrió ninguno`,
        },
      });
    }
    if (type === undefined || type === 'module' || type === 'commonjs') return undefined;
    return {
      en: 'type in package.json is neither module nor commonjs',
      es: 'type en package.json no es module ni commonjs',
    };
  } catch {
    return { en: 'package.json is no JSON object', es: 'package.json no es un objeto JSON' };
  }
}

/** Nothing of the submission is executed here, so this run may write what the later ones find compiled. */
async function syntaxProblems({ place }: Context): Promise<{ file: string; message: string }[]> {
  await takeCompiled(place);
  const { env, mounts } = compiledIn(place.compiled, true);
  const run = place.start(
    {
      args: ['/inside/check-syntax.mjs', '/homework/submission', ...ENTRY_POINTS, 'features.ts'],
      cwd: '/inside',
      env,
      mounts: [{ from: place.submission, to: '/homework/submission' }, ...mounts],
    },
    LIMITS,
  );
  run.stdin.end();
  const text = run.stdout.setEncoding('utf8').toArray() as Promise<string[]>;
  const { stderr, stopped } = await run.ended;
  const said = (await text).join('');
  // Said before anything is loaded: who ends the loading is found slower, and loses nothing.
  if (said.endsWith('\n')) return JSON.parse(said) as { file: string; message: string }[];
  // A submission can be such that it cannot even be read; with a broken kit none can.
  await proveKit(place);
  const message = stopped === undefined ? lastWords(stderr) : `it cannot be read within the limits (${stopped})`;
  return [{ file: ENTRY_POINTS.join(', '), message }];
}

import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { Workplace } from '../run/workplace';
import type { Box } from './box';
import { LIMITS } from './limits';
import type { Mount } from './kit';

/** Where a run finds what Node has compiled already. Node asks for the same options in each run that reads it. */
const COMPILED = '/compiled';
export const NODE_OPTIONS = '--require="/inside/clock.cjs" --max-old-space-size=900';

/**
 * The environment and the mount with which Node reads its compile cache from `folder`: half of what a small run takes
 * is compiling the kit. Only runs in which no code of a submission is executed may write there.
 */
export function compiledIn(
  folder: string,
  writable = false,
): { readonly env: Readonly<Record<string, string>>; readonly mounts: readonly Mount[] } {
  return { env: { NODE_COMPILE_CACHE: COMPILED, NODE_OPTIONS }, mounts: [{ from: folder, to: COMPILED, writable }] };
}

/**
 * Compiles the kit into the folder `to`, if that is not there: a run of the kit's own template fills the cache. Whoever
 * comes second to the same folder finds the first one's. Without it all works, slower.
 */
export async function compileKit(box: Box, to: string): Promise<string> {
  if (existsSync(to)) return to;
  const place = new Workplace(box);
  try {
    const folder = place.writable('kit');
    const { env, mounts } = compiledIn(folder, true);
    mkdirSync(place.submission);
    place.giveAway(place.submission);
    const here = { from: place.submission, to: '/homework/submission', writable: true };
    const job = { args: ['/inside/warm-up.mjs', '/kit', here.to], cwd: '/inside', env, mounts: [...mounts, here] };
    const run = place.start(job, LIMITS);
    run.stdin.end();
    run.stdout.resume();
    await run.ended.catch(() => undefined);
    const part = `${to}.${String(process.pid)}`;
    cpSync(folder, part, { recursive: true });
    putInPlace(part, to);
    return to;
  } finally {
    place.remove();
  }
}

/** What is compiled of the kit, for one submission: a copy, since what is compiled of a submission is no other's. */
export async function takeCompiled(place: Workplace): Promise<void> {
  if (place.kit === undefined) await compileKit(place.box, place.compiled);
  else cpSync(await compileKit(place.box, place.kit), place.compiled, { recursive: true });
  place.giveAllAway(place.compiled);
}

function putInPlace(part: string, to: string): void {
  try {
    renameSync(part, to);
  } catch {
    // Another grader of the batch was first.
    rmSync(part, { recursive: true, force: true });
    mkdirSync(to, { recursive: true });
  }
}

import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compiledIn } from '../sandbox/compiled';
import { LIMITS } from '../sandbox/limits';
import { lastWords } from './failure';
import { readRegistry } from './read-registry';
import { readTrainingSet } from './read-training-set';
import type { Workplace } from './workplace';

const VIEW = 'driver_hourly_stats';

/**
 * The kit's own template, through all that a homework goes through, and the grader's readers on what it left. Asked
 * before a failure is charged to a submission: with a kit that is broken nobody can do any better.
 * @throws Error with what is broken: the grader's own fault
 */
export async function proveKit(place: Workplace): Promise<void> {
  const here = place.writable('proof');
  // Beside the submission, where packages are found without walls too.
  const repository = join(dirname(place.submission), 'proof');
  mkdirSync(repository);
  place.giveAway(repository);
  const { env, mounts } = compiledIn(place.compiled);
  const job = {
    args: ['/inside/warm-up.mjs', '/kit', '/homework/submission', '/out'],
    cwd: '/inside',
    env,
    mounts: [
      ...mounts,
      { from: repository, to: '/homework/submission', writable: true },
      { from: here, to: '/out', writable: true },
    ],
  };
  try {
    const run = place.start(job, LIMITS);
    run.stdin.end();
    run.stdout.resume();
    const { code, stderr, stopped } = await run.ended;
    if (code !== 0)
      throw broken(stopped === undefined ? lastWords(stderr) : `its template ran into a limit: ${stopped}`);
    const specs = await readRegistry(place, [repository]);
    if (!specs.some(({ name }) => name === VIEW)) throw broken('featlab apply left no registry that can be read');
    const set = await readTrainingSet(place, here, 1);
    if (set?.rows !== 1) throw broken('the Parquet file of a training set cannot be read');
  } finally {
    for (const folder of [here, repository]) rmSync(folder, { recursive: true, force: true });
  }
}

function broken(why: string): Error {
  return new Error(`the kit is broken: ${why}\nfix: npm run doctor, npm install, then the same command again`);
}

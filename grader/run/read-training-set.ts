import { compiledIn } from '../sandbox/compiled';
import { LIMITS } from '../sandbox/limits';
import { trainingSetOf } from './training-set';
import type { TrainingSet } from './training-set';
import type { Workplace } from './workplace';

/**
 * What a run left in training.parquet in `folder`; undefined where that cannot be read. The bytes may be anything, so
 * that they are read in the sandbox too, by the grader's own reader.
 */
export async function readTrainingSet(
  place: Workplace,
  folder: string,
  rows: number,
): Promise<TrainingSet | undefined> {
  const { env, mounts } = compiledIn(place.compiled);
  const job = {
    args: ['/inside/read-parquet.mjs', '/out/training.parquet', '/kit', String(rows + 1000)],
    cwd: '/inside',
    env,
    mounts: [{ from: folder, to: '/out' }, ...mounts],
  };
  const run = place.start(job, { ...LIMITS, seconds: 20, output: 50_000_000 });
  run.stdin.end();
  const text = run.stdout.setEncoding('utf8').toArray() as Promise<string[]>;
  const { code } = await run.ended;
  return code === 0 ? trainingSetOf((await text).join('')) : undefined;
}

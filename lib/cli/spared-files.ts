import { realpath } from 'node:fs/promises';

import { InputError } from '../errors';

/**
 * Would writing `out` leave what the training set is made of as it is?
 * @param sources the files that its features are read from
 * @throws InputError where it is one of these, or the entity dataframe, by whatever path
 */
export async function checkSpared(out: string, entityDf: string, sources: readonly string[]): Promise<void> {
  const written = await realPath(out);
  if (written === undefined) return;
  if (written === (await realPath(entityDf))) throw gone(out, 'the file of --entity-df');
  const read = await Promise.all(sources.map(realPath));
  if (read.includes(written)) throw gone(out, 'a file that the features are read from');
}

/** Undefined where there is none yet. */
function realPath(file: string): Promise<string | undefined> {
  return realpath(file).catch(() => undefined);
}

function gone(out: string, what: string): InputError {
  return new InputError(
    'INPUT_INVALID',
    `--out ${out} is ${what}, which would be gone`,
    'write the training set to a file of its own: --out training.parquet',
  );
}

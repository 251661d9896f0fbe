import { realpath } from 'node:fs/promises';

import { InputError } from '../errors';

/**
 * Would writing `out` leave what the training set is made of as it is?
 * @param sources the files that its features are read from, and whether they would also be from `out`, once it is there
 * @throws InputError where it is one of these, or the entity dataframe, by whatever path
 */
export async function checkSpared(
  out: string,
  entityDf: string,
  sources: { readonly files: readonly string[]; readonly withFile: boolean },
): Promise<void> {
  const written = await realPath(out);
  if (written === undefined) {
    if (sources.withFile) throw wouldBeHistory(out);
    return;
  }
  if (written === (await realPath(entityDf))) throw gone(out, 'the file of --entity-df');
  const read = await Promise.all(sources.files.map(realPath));
  if (read.includes(written)) throw gone(out, 'a file that the features are read from');
}

/** Undefined where there is none yet. */
function realPath(file: string): Promise<string | undefined> {
  return realpath(file).catch(() => undefined);
}

function wouldBeHistory(out: string): InputError {
  return new InputError(
    'INPUT_INVALID',
    `--out ${out} lies where the features are read from: the training set would be history the next time`,
    'write it outside of the folders and globs of the sources: --out training.parquet',
  );
}

function gone(out: string, what: string): InputError {
  return new InputError(
    'INPUT_INVALID',
    `--out ${out} is ${what}, which would be gone`,
    'write the training set to a file of its own: --out training.parquet',
  );
}

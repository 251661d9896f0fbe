import { extname } from 'node:path';

import { InputError } from '../errors';

/** The form that a file's ending says. */
export type OutputForm = 'parquet' | 'csv' | 'json';

/** @throws InputError where the ending says no form */
export function checkOutputFile(file: string): OutputForm {
  const ending = extname(file).toLowerCase();
  if (ending === '.parquet' || ending === '.csv' || ending === '.json') return ending.slice(1) as OutputForm;
  throw new InputError('INPUT_INVALID', `${file}: the ending says no format to write`, 'use .parquet, .csv or .json');
}

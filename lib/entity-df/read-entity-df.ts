import type { EntityDf, EntityDfInput, WantedKeys } from './entity-df';
import { fromArrow } from './from-arrow';
import { columnsOfCsv } from './from-csv';
import { fromValues } from './from-values';
import type { ValueColumns } from './from-values';
import { readInput } from './read-input';
import type { ReadParquet } from './read-input';

export type { ReadParquet } from './read-input';

/**
 * The entity dataframe that a caller passed.
 * @throws InputError naming what cannot be read: the file, the column, the row (from 1) and its value
 */
export async function readEntityDf(
  given: EntityDfInput,
  wanted: WantedKeys,
  readParquet: ReadParquet,
): Promise<EntityDf> {
  const input = await readInput(given, { argument: 'entityDf', words: 'the entity dataframe' }, readParquet);
  if (input.form === 'table') return fromArrow(input.table, wanted);
  if (input.form === 'csv') {
    const { columns, length } = columnsOfCsv(input.text, wanted);
    return fromValues(columns, wanted, length);
  }
  return fromValues(input.fromJson ? bigintKeys(input.columns, wanted) : input.columns, wanted, input.length);
}

/** JSON writes a bigint as a string of digits. */
function bigintKeys(columns: ValueColumns, wanted: WantedKeys): ValueColumns {
  const isDigits = (value: unknown): value is string => typeof value === 'string' && /^-?\d{1,19}$/.test(value);
  const read = ([name, values]: [string, readonly unknown[]]): [string, readonly unknown[]] => [
    name,
    wanted.get(name) === 'bigint' ? values.map((value) => (isDigits(value) ? BigInt(value) : value)) : values,
  ];
  return new Map([...columns].map(read));
}

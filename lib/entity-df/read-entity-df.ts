import type { EntityDf, EntityDfInput, RequestFields, WantedKeys } from './entity-df';
import { fromArrow } from './from-arrow';
import { columnsOfCsv } from './from-csv';
import { columnsOfJson } from './from-json';
import { fromValues } from './from-values';
import { readInput } from './read-input';
import type { ReadParquet } from './read-input';

export type { ReadParquet } from './read-input';

/**
 * The entity dataframe that a caller passed.
 * @param fields which types the values of a CSV or of JSON take, beside the keys'
 * @throws InputError naming what cannot be read: the file, the column, the row (from 1) and its value
 */
export async function readEntityDf(
  given: EntityDfInput,
  wanted: WantedKeys,
  readParquet: ReadParquet,
  fields?: RequestFields,
): Promise<EntityDf> {
  const input = await readInput(
    given,
    { argument: 'entityDf', words: 'the entity dataframe', row: 'entity row' },
    readParquet,
  );
  if (input.form === 'table') return fromArrow(input.table, wanted);
  if (input.form === 'csv') {
    const { columns, length } = columnsOfCsv(input.text, wanted, fields);
    return fromValues(columns, wanted, length);
  }
  return fromValues(
    input.fromJson ? columnsOfJson(input.columns, wanted, fields) : input.columns,
    wanted,
    input.length,
  );
}

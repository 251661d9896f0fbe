import { jsonValue } from '../columns/json-value';
import type { NamedValues } from './named-values';
import { rowBlocks } from './row-blocks';

/**
 * Columns as the JSON text of an array of row objects, a row on each line, values in the JSON form. In pieces: all of
 * it may be longer than a text can be.
 */
export function* jsonText(columns: readonly NamedValues[]): Generator<string> {
  const names = columns.map(([name]) => JSON.stringify(name));
  const row = (at: number): string => {
    const fields = columns.map(([, values], i) => `${names[i]}:${JSON.stringify(jsonValue(values[at]))}`);
    return `{${fields.join(',')}}`;
  };
  const isEmpty = (columns[0]?.[1].length ?? 0) === 0;
  if (!isEmpty) yield '[\n';
  yield* rowBlocks(columns, row, ',\n');
  yield isEmpty ? '[]\n' : '\n]\n';
}

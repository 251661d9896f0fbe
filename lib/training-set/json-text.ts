import { jsonValue } from '../columns/json-value';
import type { NamedValues } from './named-values';

/** Columns as the JSON text of an array of row objects, a row on each line, values in the JSON form. */
export function jsonText(columns: readonly NamedValues[]): string {
  const length = columns[0]?.[1].length ?? 0;
  const names = columns.map(([name]) => JSON.stringify(name));
  const rows = Array.from({ length }, (_, row) => {
    const fields = columns.map(([, values], i) => `${names[i]}:${JSON.stringify(jsonValue(values[row]))}`);
    return `{${fields.join(',')}}`;
  });
  return rows.length === 0 ? '[]\n' : `[\n${rows.join(',\n')}\n]\n`;
}

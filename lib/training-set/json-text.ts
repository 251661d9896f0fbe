import { jsonValue } from '../columns/json-value';

/** Columns as the JSON text of an array of row objects, a row on each line, values in the JSON form. */
export function jsonText(columns: Readonly<Record<string, readonly unknown[]>>): string {
  const named = Object.entries(columns);
  const length = named[0]?.[1].length ?? 0;
  const rows = Array.from({ length }, (_, row) =>
    JSON.stringify(Object.fromEntries(named.map(([name, values]) => [name, jsonValue(values[row])]))),
  );
  return rows.length === 0 ? '[]\n' : `[\n${rows.join(',\n')}\n]\n`;
}

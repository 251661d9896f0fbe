import { jsonValue } from '../columns/json-value';
import type { NamedValues } from './named-values';

/**
 * Columns as CSV text, as RFC 4180 quotes it: a header, a line for each row. null is an empty cell, an empty string
 * `""`, other values as in the JSON form; -0 keeps its sign.
 */
export function csvText(columns: readonly NamedValues[]): string {
  const values = columns.map(([, each]) => each);
  const lines = [columns.map(([name]) => quoted(name)).join(',')];
  const length = values[0]?.length ?? 0;
  for (let row = 0; row < length; row++) lines.push(values.map((column) => csvCell(column[row])).join(','));
  return `${lines.join('\n')}\n`;
}

function csvCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Object.is(value, -0)) return '-0';
  const json = jsonValue(value);
  return quoted(typeof json === 'string' ? json : JSON.stringify(json));
}

function quoted(text: string): string {
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

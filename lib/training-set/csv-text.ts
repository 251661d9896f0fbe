import { jsonValue } from '../columns/json-value';
import type { NamedValues } from './named-values';
import { rowBlocks } from './row-blocks';

/**
 * Columns as CSV text, as RFC 4180 quotes it: a header, a line for each row. null is an empty cell, an empty string
 * `""`, other values as in the JSON form; -0 keeps its sign. In pieces: all of it may be longer than a text can be.
 */
export function* csvText(columns: readonly NamedValues[]): Generator<string> {
  yield `${columns.map(([name]) => quoted(name)).join(',')}\n`;
  const line = (row: number): string => `${columns.map(([, values]) => csvCell(values[row])).join(',')}\n`;
  yield* rowBlocks(columns, line, '');
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

import { stringify } from 'csv-stringify/sync';

export type Cell = string | number | null;

/**
 * CSV (RFC 4180, UTF-8). A spreadsheet runs a cell that begins with `=`, `+`, `-`, `@` (or their wide forms, a tab, a
 * line's end): such a text gets an apostrophe before it. Numbers stay numbers, null is empty.
 */
export function toCsv(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return stringify([[...head], ...rows.map((row) => [...row])], { escape_formulas: true, record_delimiter: '\n' });
}

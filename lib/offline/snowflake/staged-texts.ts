import { isNull } from '../../columns/column';
import type { Column } from '../../columns/column';
import type { StagedRows } from '../sql/warehouse';

/** Before every text: so an empty one is no null, `\N` is a text, and nobody takes digits for a number. */
const SIGN = '=';

/** Rows of one piece that is written. */
const ROWS = 4_096;

/** The columns of the temporary table, with their types: instants are ticks. */
export function stagedColumns({ columns }: StagedRows): string {
  return columns
    .map(({ name, column }) => `${name} ${column.type === 'string' ? 'VARCHAR' : 'NUMBER(38,0)'}`)
    .join(', ');
}

/** The rows as the values of an INSERT. */
export function stagedTuples({ length, columns }: StagedRows): (string | null)[][] {
  return Array.from({ length }, (_, row) => columns.map(({ column }) => text(column, row)));
}

/** The rows as CSV, some thousand lines a piece. */
export function* stagedLines({ length, columns }: StagedRows): Generator<string> {
  for (let from = 0; from < length; from += ROWS) {
    const lines: string[] = [];
    for (let row = from; row < Math.min(from + ROWS, length); row++) {
      lines.push(columns.map(({ column }) => field(column, row)).join('|'));
    }
    yield `${lines.join('\n')}\n`;
  }
}

function text(column: Column, row: number): string | null {
  if (isNull(column, row)) return null;
  return column.type === 'string' ? SIGN + column.values[row] : String(column.values[row]);
}

function field(column: Column, row: number): string {
  const value = text(column, row);
  return value === null || column.type !== 'string' ? (value ?? '') : `"${value.replaceAll('"', '""')}"`;
}

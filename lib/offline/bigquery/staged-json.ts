import { isNull } from '../../columns/column';
import type { Column } from '../../columns/column';
import { inYears } from '../sql/bounds';
import type { StagedRows } from '../sql/warehouse';

/** The columns of the staged table, as a load job names them. */
export function stagedFields({ columns }: StagedRows): { readonly name: string; readonly type: string }[] {
  return columns.map(({ name, column }) => ({ name, type: typeOf(column) }));
}

/** A line of JSON a row: integers as digits in a string, which are read exactly. */
export function* stagedLines({ length, columns }: StagedRows): Generator<string> {
  for (let row = 0; row < length; row++) {
    const fields = columns.map(({ name, column }) => [name, isNull(column, row) ? null : text(column, row)]);
    yield `${JSON.stringify(Object.fromEntries(fields))}\n`;
  }
}

function typeOf({ type }: Column): string {
  if (type === 'timestamp') return 'TIMESTAMP';
  return type === 'string' ? 'STRING' : 'INT64';
}

function text(column: Column, row: number): string {
  const value = column.values[row];
  return column.type === 'timestamp' ? microsText(inYears(value as bigint)) : String(value);
}

/** ISO 8601 with six digits, in UTC. @param micros within the years 1 to 9999 */
export function microsText(micros: bigint): string {
  const rest = ((micros % 1000n) + 1000n) % 1000n;
  const iso = new Date(Number((micros - rest) / 1000n)).toISOString().slice(0, -1);
  return `${iso}${String(rest).padStart(3, '0')}Z`;
}

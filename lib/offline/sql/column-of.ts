import type { Column, TimeUnit } from '../../columns/column';
import { copyRows, emptyColumn } from '../../columns/columns';
import type { AnswerColumn } from './dialect';

/** A value as drivers hand it over: any integer a number or a bigint, a timestamp its ticks, a bool also 0 or 1. */
export type DriverValue = number | bigint | string | boolean | Uint8Array | null | undefined;

/** The values as a column of this type, into which each of them fits. */
export function columnOf({ type, unit }: AnswerColumn, values: readonly DriverValue[]): Column {
  const column = emptyColumn(type, values.length, unit);
  const valid = column.valid as Uint8Array;
  const out = column.values as unknown[];
  const convert = CONVERT[type];
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (value === null || value === undefined) continue;
    valid[row] = 1;
    out[row] = convert === undefined ? value : convert(value);
  }
  return column;
}

const bigint = (value: DriverValue): unknown => (typeof value === 'bigint' ? value : BigInt(value as number));
const number = (value: DriverValue): unknown => (typeof value === 'number' ? value : Number(value));

const CONVERT: Partial<Record<AnswerColumn['type'], (value: DriverValue) => unknown>> = {
  int32: number,
  int64: bigint,
  bigint,
  timestamp: bigint,
  float32: number,
  float64: number,
  bool: Number,
  bytes: (value) => Uint8Array.from(value as Uint8Array),
};

/** Columns of one type, one after the other. */
export function concatenated({ type, unit }: AnswerColumn, parts: readonly Column[]): Column {
  const out = emptyColumn(
    type,
    parts.reduce((sum, { values }) => sum + values.length, 0),
    unit,
  );
  let at = 0;
  for (const part of parts) {
    copyRows(part, rowNumbers(part.values.length), out, at);
    at += part.values.length;
  }
  return out;
}

/** The rows of a column in another order, or some of them. */
export function picked(column: Column, rows: Int32Array): Column {
  const out = emptyColumn(column.type, rows.length, unitOf(column));
  copyRows(column, rows, out, 0);
  return out;
}

export function rowNumbers(length: number): Int32Array {
  return Int32Array.from({ length }, (_, row) => row);
}

function unitOf(column: Column): TimeUnit | undefined {
  return column.type === 'timestamp' ? column.unit : undefined;
}

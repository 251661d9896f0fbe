import { isNull } from '../columns/column';
import type { Column, Times } from '../columns/column';
import type { KeyType, KeyValue, Value, ValueType } from '../types';
import { timestampText } from './timestamp-text';

/** What SQLite is given and answers. */
export type SqlValue = number | bigint | string | Uint8Array | null;

/** Row number → what to bind. One for each column, made once a batch. */
export type Cell = (row: number) => SqlValue;

export function columnCells(column: Column, place: string): Cell {
  const cell = presentCells(column, place);
  return column.valid === undefined ? cell : (row) => (isNull(column, row) ? null : cell(row));
}

function presentCells(column: Column, place: string): Cell {
  switch (column.type) {
    case 'int64':
    case 'bigint':
      return int64Cells(column.values);
    case 'timestamp':
      return (row) => timestampText(column.values[row], column.unit, place);
    case 'float32':
    case 'float64':
      return (row) => floatCell(column.values[row]);
    default:
      return (row) => column.values[row];
  }
}

/** Microseconds, or null. */
export function microsCells(times: Times | undefined): Cell {
  return (row) => (times === undefined || Number.isNaN(times.us[row]) ? null : times.us[row]);
}

/** Nanoseconds; 0 where there is no time. */
export function nanosCells(times: Times | undefined): Cell {
  const ns = times?.ns;
  return ns === undefined ? () => 0 : (row) => (Number.isNaN(times?.us[row]) ? 0 : ns[row]);
}

/** By halves: a bigint a value would cost more than the rest of the row. Only what is beyond ±2^53 is one. */
function int64Cells(values: BigInt64Array): Cell {
  const halves = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  return (row) => {
    const value = halves[2 * row + 1] * 0x1_0000_0000 + (halves[2 * row] >>> 0);
    return Number.isSafeInteger(value) ? value : values[row];
  };
}

/** SQLite has no NaN and no -0 (it stores null and 0): these are 8-byte blobs in the same column. */
function floatCell(value: number): SqlValue {
  if (!Number.isNaN(value) && !Object.is(value, -0)) return value;
  const blob = Buffer.alloc(8);
  blob.writeDoubleLE(value);
  return blob;
}

/** What is read. An integer beyond ±2^53 must have been read as a bigint (`needsBigInts`). */
export function fromSql(type: ValueType, value: SqlValue): Value {
  if (value === null) return null;
  switch (type) {
    case 'int32':
      return Number(value);
    case 'int64':
      return safeNumber(value);
    case 'bigint':
      return typeof value === 'number' ? BigInt(value) : value;
    case 'float32':
    case 'float64':
      return value instanceof Uint8Array ? floatOf(value) : Number(value);
    case 'bool':
      return Number(value) === 1;
    case 'bytes':
      return plainBytes(value as Uint8Array);
    default:
      return value;
  }
}

/** Did SQLite's answer lose digits, so that it must be asked again for bigints? */
export function needsBigInts(type: ValueType, value: SqlValue): boolean {
  return (type === 'int64' || type === 'bigint') && typeof value === 'number' && !Number.isSafeInteger(value);
}

export function keyFromSql(type: KeyType, value: SqlValue): KeyValue {
  if (type === 'string') return value as string;
  return type === 'bigint' ? (value as bigint) : (safeNumber(value) as KeyValue);
}

function safeNumber(value: SqlValue): Value {
  if (typeof value === 'number') return value;
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

function floatOf(blob: Uint8Array): number {
  return new DataView(blob.buffer, blob.byteOffset).getFloat64(0, true);
}

/** Not a Buffer, which prints and compares differently. */
function plainBytes({ buffer, byteOffset, length }: Uint8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, length);
}

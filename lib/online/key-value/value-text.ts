import { isNull } from '../../columns/column';
import type { Column } from '../../columns/column';
import type { Value, ValueType } from '../../types';
import { timestampText } from '../timestamp-text';

/** Row number → the value's text, or null. */
export type TextCell = (row: number) => string | null;

/**
 * A column's values as text that a person can read and that comes back exactly: the digits of an integer, the shortest
 * digits of a float (`NaN`, `-0` and `Infinity` too), `true` and `false`, ISO 8601, bytes as base64.
 */
export function textCells(column: Column, place: string): TextCell {
  const cell = presentCells(column, place);
  return column.valid === undefined ? cell : (row) => (isNull(column, row) ? null : cell(row));
}

function presentCells(column: Column, place: string): (row: number) => string {
  switch (column.type) {
    case 'float32':
    case 'float64':
      return (row) => floatText(column.values[row]);
    case 'bool':
      return (row) => (column.values[row] === 1 ? 'true' : 'false');
    case 'bytes':
      return (row) => base64(column.values[row]);
    case 'timestamp':
      return (row) => timestampText(column.values[row], column.unit, place);
    default:
      return (row) => String(column.values[row]);
  }
}

function floatText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function base64({ buffer, byteOffset, length }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, length).toString('base64');
}

/** What `textCells` made a text of. An int64 beyond ±2^53 is a bigint. */
export function valueOfText(type: ValueType, text: string | null): Value {
  if (text === null) return null;
  switch (type) {
    case 'int64':
      return Number.isSafeInteger(Number(text)) ? Number(text) : BigInt(text);
    case 'bigint':
      return BigInt(text);
    case 'int32':
    case 'float32':
    case 'float64':
      return Number(text);
    case 'bool':
      return text === 'true';
    case 'bytes':
      return Uint8Array.from(Buffer.from(text, 'base64'));
    default:
      return text;
  }
}

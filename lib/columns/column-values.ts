import type { Column } from './column';
import { isNull } from './column';
import { UnsafeValueError } from '../errors';
import { formatInstant, instantFromNs } from '../time/time';
import type { Value } from '../types';

const NANOS = { ms: 1_000_000n, us: 1_000n, ns: 1n } as const;

/**
 * A column's value as it leaves the library (`TypeToJs`); null where it is null.
 * @param name the column's, for the message
 * @throws UnsafeValueError naming row (from 1) and column, for an int64 beyond ±2^53 or a time beyond ISO 8601
 */
export function valueAt(column: Column, row: number, name: string): Value {
  if (isNull(column, row)) return null;
  switch (column.type) {
    case 'int64': {
      const number = Number(column.values[row]);
      if (!Number.isSafeInteger(number)) throw unsafeValue(name, row, column.values[row]);
      return number;
    }
    case 'timestamp':
      return isoText(column.values[row] * NANOS[column.unit], name, row);
    case 'bool':
      return column.values[row] === 1;
    default:
      return column.values[row];
  }
}

/** A value as `valueAt` gives it, but an int64 beyond ±2^53 is a bigint: for what looks at rows one by one. */
export function exactValueAt(column: Column, row: number, name: string): Value {
  if (column.type !== 'int64' || isNull(column, row)) return valueAt(column, row, name);
  const number = Number(column.values[row]);
  return Number.isSafeInteger(number) ? number : column.values[row];
}

function isoText(nanos: bigint, name: string, row: number): string {
  try {
    return formatInstant(instantFromNs(nanos));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UnsafeValueError(
      'VALUE_UNSAFE',
      `row ${String(row + 1)}: ${name} is ${String(nanos)} ns from 1970, beyond what ISO 8601 can name`,
      'correct it in the source, or take the exact table with toArrow() or writeParquet()',
      { cause: error },
    );
  }
}

/** The refusal of an int64 that a JavaScript number would round. */
export function unsafeValue(name: string, row: number, value: bigint | number): UnsafeValueError {
  return new UnsafeValueError(
    'VALUE_UNSAFE',
    `row ${String(row + 1)}: ${name} is ${String(value)}, beyond ±2^53, which a JavaScript number would round`,
    `declare ${name}: 'bigint' in the view's schema, or take the exact table with toArrow() or writeParquet()`,
  );
}

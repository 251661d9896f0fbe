import type { Column } from './columns/column';
import { storedMicros, storedValue } from './columns/stored-value';
import type { ValueType } from './types';

/**
 * Puts what a user's function answered into a row of `column`; null and undefined are null.
 * @throws TypeError where it is of another type than the column
 */
export function putAnswer(column: Column, row: number, value: unknown): void {
  if (value === null || value === undefined) return;
  (column.values as unknown[])[row] = stored(column.type, value);
  (column.valid as Uint8Array)[row] = 1;
}

function stored(type: ValueType, value: unknown): unknown {
  const held = type === 'timestamp' ? micros(value) : storedValue(type, value);
  if (held !== undefined) return held;
  throw new TypeError(`it answers ${printed(value)}, which is no ${type}`);
}

function micros(value: unknown): bigint | undefined {
  try {
    return storedMicros(value, 'its answer');
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new TypeError('it answers a time with nanoseconds; a computed timestamp has microseconds', { cause: error });
  }
}

function printed(value: unknown): string {
  if (value instanceof Promise) return 'a promise';
  if (typeof value === 'bigint') return `${String(value)}n`;
  if (typeof value === 'object' || typeof value === 'function') return `a value of type ${typeof value}`;
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}

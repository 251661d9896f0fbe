import type { Column } from '../columns/column';
import { HALVES } from '../columns/stored-value';
import { InputError } from '../errors';
import { shown } from '../shown';
import type { KeyType } from '../types';

/**
 * A join key's values in the view's type: for string strings, for the integers safe numbers or bigints in its range,
 * for bigint also a text of digits (its JSON form, as in an online read); null stays null.
 * @throws InputError naming key, row (from 1) and value, for anything else (5 and "5" are not the same)
 */
export function keyColumn(key: string, type: KeyType, values: readonly unknown[]): Column {
  const valid = Uint8Array.from(values, (value) => Number(value !== null && value !== undefined));
  if (type === 'string') {
    return { type, valid, values: values.map((value, row) => (valid[row] === 0 ? '' : stringKey(key, row, value))) };
  }
  const ints = BigInt64Array.from(values, (value, row) => (valid[row] === 0 ? 0n : intKey(key, type, row, value)));
  return { type: type === 'int32' ? 'int64' : type, valid, values: ints };
}

function stringKey(key: string, row: number, value: unknown): string {
  if (typeof value === 'string' && value.isWellFormed()) return value;
  throw wrongKey(key, 'string', row, value);
}

function intKey(key: string, type: KeyType, row: number, value: unknown): bigint {
  const int = wholeNumber(type, value);
  if (int !== undefined && fitsKey(type, int)) return int;
  throw wrongKey(key, type, row, value);
}

const DIGITS = /^-?\d{1,19}$/;

function wholeNumber(type: KeyType, value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : undefined;
  return type === 'bigint' && typeof value === 'string' && DIGITS.test(value) ? BigInt(value) : undefined;
}

/** Is it in the range of an integer key's type? */
export function fitsKey(type: KeyType, int: bigint): boolean {
  return BigInt.asIntN(type === 'int32' ? 32 : 64, int) === int;
}

/** The refusal of a key's value. */
export function wrongKey(key: string, type: KeyType, row: number, value: unknown): InputError {
  return new InputError(
    'INPUT_INVALID',
    `entity row ${String(row + 1)}: ${key} is ${shown(value)}, and the join key is ${type}`,
    type === 'string' && typeof value === 'string' ? HALVES : advice(key, type),
  );
}

function advice(key: string, type: KeyType): string {
  if (type === 'string') return `pass ${key} as a string`;
  if (type === 'int32') return `pass ${key} as a whole number from -2147483648 to 2147483647`;
  return `pass ${key} as a whole number (a bigint beyond ±2^53)`;
}

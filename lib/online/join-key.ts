import { InputError } from '../errors';
import { HALVES } from '../columns/stored-value';
import { shown } from '../shown';
import type { KeyType, KeyValue } from '../types';

/**
 * A join key's value from an entity row as stores take it (see `EntityKey`), or null. Numbers and bigints stand for
 * each other where nothing is lost, and for a bigint its JSON form, a string of digits; nothing else converts.
 * @param row counted from 0; messages count from 1
 * @throws InputError INPUT_INVALID naming row, key and value
 */
export function joinKeyValue(name: string, type: KeyType, value: unknown, row: number): KeyValue | null {
  if (value === null) return null;
  const key = type === 'string' ? textKey(value) : integerKey(type, value);
  if (key === undefined) throw wrongKey(name, type, value, row);
  return key;
}

/** At most as many as a 64-bit integer has. */
const DIGITS = /^-?\d{1,19}$/;

function textKey(value: unknown): string | undefined {
  return typeof value === 'string' && value.isWellFormed() ? value : undefined;
}

function integerKey(type: Exclude<KeyType, 'string'>, value: unknown): KeyValue | undefined {
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value) || (type === 'int32' && value !== (value | 0))) return undefined;
    return type === 'bigint' ? BigInt(value) : value;
  }
  if (type === 'bigint' && typeof value === 'string' && DIGITS.test(value)) return integerKey(type, BigInt(value));
  if (typeof value !== 'bigint' || BigInt.asIntN(type === 'int32' ? 32 : 64, value) !== value) return undefined;
  return type !== 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

function wrongKey(name: string, type: KeyType, value: unknown, row: number): InputError {
  return new InputError(
    'INPUT_INVALID',
    `entity row ${String(row + 1)}: ${name} is ${shown(value)}, which is no ${type}`,
    advice(name, type, value),
  );
}

function advice(name: string, type: KeyType, value: unknown): string {
  if (typeof value === 'string' && type === 'string') return HALVES;
  if (type === 'string') return `write ${name} in quotes: its type is string`;
  if (typeof value === 'number' && Number.isInteger(value) && type !== 'int32') {
    return `beyond ±2^53 write a bigint: ${name}: ${String(BigInt(value))}n (in JSON the bare digits)`;
  }
  const range = type === 'int32' ? ' from -2147483648 to 2147483647' : '';
  return `write a whole number${range}, such as ${name}: 1001`;
}

/** The types that a feature can have. `bigint` is an int64 that JavaScript reads as a bigint. */
export const VALUE_TYPES = [
  'int32',
  'int64',
  'bigint',
  'float32',
  'float64',
  'string',
  'bool',
  'bytes',
  'timestamp',
] as const;

export type ValueType = (typeof VALUE_TYPES)[number];

/** The types that a join key can have, of the numbers the narrowest first. */
export const KEY_TYPES = ['int32', 'int64', 'bigint', 'string'] as const;

export type KeyType = (typeof KEY_TYPES)[number];

/** What a value of each type is in JavaScript, null aside. Timestamps leave the library as ISO strings in UTC. */
export interface TypeToJs {
  int32: number;
  int64: number;
  bigint: bigint;
  float32: number;
  float64: number;
  string: string;
  bool: boolean;
  bytes: Uint8Array;
  timestamp: string;
}

/** A value as it leaves the library. `null` is the only "no value". */
export type Value = TypeToJs[ValueType] | null;

/** A join key's value, as stored and compared. 5 and "5" are different. */
export type KeyValue = number | bigint | string;

/** Column name → type, in order. */
export type Schema = Readonly<Record<string, ValueType>>;

/** Join key name → type, in order. */
export type JoinKeys = Readonly<Record<string, KeyType>>;

/**
 * May a source column of type `from` stand where `to` is declared? The same type may, and a narrower integer
 * or float fits a wider one; nothing else converts.
 */
export function fits(from: ValueType, to: ValueType): boolean {
  return from === to || (WIDER[from]?.includes(to) ?? false);
}

const WIDER: Partial<Record<ValueType, readonly ValueType[]>> = {
  int32: ['int64', 'bigint'],
  int64: ['bigint'],
  bigint: ['int64'],
  float32: ['float64'],
};

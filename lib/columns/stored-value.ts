import { toInstant } from '../time/time';
import type { ValueType } from '../types';

/**
 * A JavaScript value as a column of `type` holds it: a bigint for the 64-bit integers, 0 or 1 for bool, a copy of
 * bytes. A text with half of a surrogate pair is none: UTF-8 has no form for it. Whole numbers stand for 64-bit integers where they are safe; nothing else converts.
 * @param value not null
 * @returns undefined where it is no value of `type`; timestamps are not for this function (`storedMicros`)
 */
export function storedValue(type: Exclude<ValueType, 'timestamp'>, value: unknown): unknown {
  switch (type) {
    case 'int32':
      return typeof value === 'number' && value === (value | 0) ? value : undefined;
    case 'int64':
    case 'bigint':
      return storedInt64(value);
    case 'float32':
      return typeof value === 'number' && isFloat32(value) ? value : undefined;
    case 'float64':
      return typeof value === 'number' ? value : undefined;
    case 'string':
      return typeof value === 'string' && value.isWellFormed() ? value : undefined;
    case 'bool':
      return typeof value === 'boolean' ? Number(value) : undefined;
    case 'bytes':
      return value instanceof Uint8Array ? Uint8Array.from(value) : undefined;
  }
}

/** What to do about a text that is not well-formed. */
export const HALVES =
  'it has half of a letter that takes two units (an emoji cut in two): cut texts by letter, as in [...text]';

/** A finite number beyond its range would be stored as an infinity. */
function isFloat32(value: number): boolean {
  return Number.isFinite(Math.fround(value)) || !Number.isFinite(value);
}

function storedInt64(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return BigInt.asIntN(64, value) === value ? value : undefined;
  return Number.isSafeInteger(value) ? BigInt(value as number) : undefined;
}

/**
 * A Date or an ISO string as microseconds since 1970.
 * @returns undefined where it is neither
 * @throws InputError TIME_INVALID for a text that is no time; RangeError where it has nanoseconds
 */
export function storedMicros(value: unknown, place: string): bigint | undefined {
  if (!(value instanceof Date) && typeof value !== 'string') return undefined;
  const { us, ns } = toInstant(value, place);
  if (ns !== 0) throw new RangeError(`${place} has nanoseconds`);
  return BigInt(us);
}

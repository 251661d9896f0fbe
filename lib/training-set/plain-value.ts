import { DataType, DateUnit, TimeUnit } from 'apache-arrow';

import { UnsafeValueError } from '../errors';

/** Arrow's StructRow, as far as it is read here. */
interface Row {
  toJSON(): Record<string, unknown>;
}

/**
 * A value of an Arrow column that no feature could have, which only passes through, as JavaScript and JSON have it: of a
 * date the ISO text, of a time of day too, of a decimal its digits as text, of a list an array, of a struct or a map an
 * object; of a duration the count of its unit; null is null.
 */
export function plainValue(type: DataType, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (DataType.isDictionary(type)) return plainValue(type.dictionary as DataType, value);
  if (DataType.isDate(type)) return dateText(type.unit, value as number);
  if (DataType.isTime(type)) return timeText(type.unit, BigInt(value as number | bigint));
  if (DataType.isDecimal(type)) return decimalText(value as Uint32Array, type.scale);
  if (DataType.isList(type) || DataType.isFixedSizeList(type)) {
    const of = (type as { valueType: DataType }).valueType;
    return Array.from(value as Iterable<unknown>, (item) => plainValue(of, item));
  }
  if (DataType.isStruct(type)) return fields(type.children, value as Row);
  if (DataType.isMap(type)) return mapped(type, value as Iterable<[unknown, unknown]>);
  return typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

function fields(children: readonly { name: string; type: DataType }[], row: Row): object {
  const values = row.toJSON();
  return Object.fromEntries(children.map(({ name, type }) => [name, plainValue(type, values[name])]));
}

function mapped(type: DataType, row: Iterable<[unknown, unknown]>): object {
  const [, value] = (type as unknown as { childType: DataType }).childType.children;
  return Object.fromEntries([...row].map(([key, item]) => [String(key), plainValue(value.type as DataType, item)]));
}

/** Arrow's JavaScript has both kinds of date in milliseconds. */
function dateText(unit: DateUnit, ms: number): string {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return beyondDates(ms);
  const text = date.toISOString();
  return unit === DateUnit.DAY ? text.slice(0, text.indexOf('T')) : text;
}

/** Days that databases write for a date that never comes, or was always there. */
const INFINITE = 2 ** 31 - 1;

/** @throws UnsafeValueError for a day that is neither infinite nor in a year that has a name */
function beyondDates(ms: number): string {
  const days = ms / 86_400_000;
  if (Math.abs(days) >= INFINITE) return days > 0 ? 'infinity' : '-infinity';
  throw new UnsafeValueError(
    'VALUE_UNSAFE',
    `a date is ${String(days)} days from 1970, beyond what ISO 8601 can name`,
    'correct it in the source, or take the exact table with toArrow() or writeParquet()',
  );
}

const PER_SECOND = {
  [TimeUnit.SECOND]: 1n,
  [TimeUnit.MILLISECOND]: 1_000n,
  [TimeUnit.MICROSECOND]: 1_000_000n,
  [TimeUnit.NANOSECOND]: 1_000_000_000n,
} as const;

/** `13:05:00`, with the fraction's digits where it has one. */
function timeText(unit: TimeUnit, count: bigint): string {
  const per = PER_SECOND[unit];
  const [seconds, rest] = [Number(count / per), count % per];
  const two = (number: number): string => String(Math.floor(number)).padStart(2, '0');
  const clock = `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
  return rest === 0n ? clock : `${clock}.${String(rest).padStart(String(per).length - 1, '0')}`;
}

/** @param words of 32 bits, the least first, in two's complement */
function decimalText(words: Uint32Array, scale: number): string {
  const bits = words.reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n);
  const value = BigInt.asIntN(32 * words.length, bits);
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, '0');
  const text = scale <= 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return value < 0n ? `-${text}` : text;
}

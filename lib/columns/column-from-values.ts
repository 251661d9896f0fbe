import type { Column } from './column';
import { emptyColumn } from './columns';
import { InputError } from '../errors';
import { HALVES, storedValue } from './stored-value';
import { shown } from '../shown';
import { instantToNs, toInstant } from '../time/time';
import type { TimeInput } from '../time/time';
import type { ValueType } from '../types';

/**
 * JavaScript values as a column of `type`; null and undefined are null. Times are a Date or ISO 8601, and the column
 * has nanoseconds where one of them has.
 * @param row what a message calls a row: "pushed row"
 * @throws InputError naming row (from 1), column and value, for one of another type
 */
export function columnFromValues(row: string, name: string, type: ValueType, values: readonly unknown[]): Column {
  const place = (i: number): string => `${row} ${String(i + 1)}: ${name}`;
  if (type === 'timestamp') return timesFromValues(place, name, values);
  const column = emptyColumn(type, values.length);
  values.forEach((value, i) => {
    if (value === null || value === undefined) return;
    const held = storedValue(type, value);
    if (held === undefined) throw wrongValue(place(i), name, type, value);
    (column.values as unknown[])[i] = held;
    (column.valid as Uint8Array)[i] = 1;
  });
  return column;
}

function timesFromValues(place: (i: number) => string, name: string, values: readonly unknown[]): Column {
  const nanos = values.map((value, i) =>
    value === null || value === undefined ? null : instantToNs(toInstant(value as TimeInput, place(i))),
  );
  const isFine = nanos.some((count) => count !== null && count % 1000n !== 0n);
  const column = emptyColumn('timestamp', values.length, isFine ? 'ns' : 'us');
  nanos.forEach((count, i) => {
    if (count === null) return;
    const held = isFine ? count : count / 1000n;
    if (BigInt.asIntN(64, held) !== held) throw wrongValue(place(i), name, 'timestamp', values[i]);
    (column.values as BigInt64Array)[i] = held;
    (column.valid as Uint8Array)[i] = 1;
  });
  return column;
}

function wrongValue(place: string, name: string, type: ValueType, value: unknown): InputError {
  const advice = type === 'string' && typeof value === 'string' ? HALVES : ADVICE[type](name);
  return new InputError('INPUT_INVALID', `${place} is ${shown(value)}, which is no ${type}`, advice);
}

const whole = (name: string): string => `write ${name} as a whole number in its range (a bigint beyond ±2^53)`;
const float = (name: string): string => `write ${name} as a number`;

const ADVICE: Readonly<Record<ValueType, (name: string) => string>> = {
  int32: whole,
  int64: whole,
  bigint: whole,
  float32: (name) => `write ${name} as a number within ±3.4e38, or declare it float64`,
  float64: float,
  string: (name) => `write ${name} in quotes`,
  bool: (name) => `write ${name} as true or false`,
  bytes: (name) => `pass ${name} as a Uint8Array (in JSON and CSV as base64)`,
  timestamp: (name) => `write ${name} as a time from 1677 to 2262, all that nanoseconds hold, or without them`,
};

import type { DataType, Vector } from 'apache-arrow';
import { columnFromArrow, columnToArrow, valueTypeOf } from '../columns/arrow';
import type { Column } from '../columns/column';
import { valueAt } from '../columns/column-values';
import type { InputColumn } from '../entity-df/entity-df';
import { InputError } from '../errors';
import { instantToNs, toInstant } from '../time/time';
import type { TimeInput } from '../time/time';
import { plainValue } from './plain-value';

/** An input column's value as it was given; out of a vector, as JavaScript reads it (timestamps as ISO text). */
export function inputValues(input: InputColumn): readonly unknown[] {
  return input.given === 'values' ? input.values : vectorValues(input.vector, input.name);
}

function vectorValues(vector: Vector, name: string): readonly unknown[] {
  const type = valueTypeOf(vector);
  if (type === undefined) return Array.from(vector, (value: unknown) => plainValue(vector.type as DataType, value));
  const column = columnFromArrow(vector, type);
  const exact: Column = column.type === 'int64' ? { ...column, type: 'bigint' } : column;
  return Array.from({ length: vector.length }, (_, row) => {
    const value = valueAt(exact, row, name);
    return typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value;
  });
}

/** An input column as an Arrow vector: its own, or one of the type that all its values have. */
export function inputVector(input: InputColumn, isTime: boolean): Vector {
  if (input.given === 'vector') return input.vector;
  return columnToArrow(isTime ? timeColumn(input.values, input.name) : valuesColumn(input.values, input.name));
}

function timeColumn(values: readonly unknown[], name: string): Column {
  const nanos = values.map((value, row) =>
    isMissing(value) ? 0n : instantToNs(toInstant(value as TimeInput, `row ${String(row + 1)}, column ${name}`)),
  );
  const isExact = nanos.some((nano) => nano % 1000n !== 0n);
  if (isExact && nanos.some((nano) => BigInt.asIntN(64, nano) !== nano)) throw noUnit(name);
  const counts = BigInt64Array.from(nanos, (nano) => (isExact ? nano : nano / 1000n));
  return { type: 'timestamp', unit: isExact ? 'ns' : 'us', values: counts, valid: validOf(values) };
}

function noUnit(name: string): InputError {
  return new InputError(
    'TIME_INVALID',
    `column ${name} has times with nanoseconds and times beyond the years 1677 to 2262, and no table's column holds both`,
    `give the times of ${name} in whole microseconds`,
  );
}

function valuesColumn(values: readonly unknown[], name: string): Column {
  const valid = validOf(values);
  const present = values.filter((value) => !isMissing(value));
  const all = (test: (value: unknown) => boolean): boolean => present.every(test);
  const filled = <T>(empty: T): T[] => values.map((value) => (isMissing(value) ? empty : (value as T)));
  if (all((value) => typeof value === 'string')) return { type: 'string', values: filled(''), valid };
  if (all((value) => typeof value === 'boolean'))
    return { type: 'bool', values: Uint8Array.from(filled(false), Number), valid };
  if (all(isInt)) return { type: 'int64', values: BigInt64Array.from(filled<number | bigint>(0), BigInt), valid };
  if (all((value) => typeof value === 'number'))
    return { type: 'float64', values: Float64Array.from(filled(0)), valid };
  if (all((value) => value instanceof Date)) return timeColumn(values, name);
  if (all((value) => value instanceof Uint8Array)) return { type: 'bytes', values: filled(new Uint8Array(0)), valid };
  throw new InputError(
    'INPUT_INVALID',
    `the entity dataframe's column ${name} mixes kinds of values, and a table's column has one type`,
    `make every value of ${name} a number, a string, a boolean or a Date`,
  );
}

function isInt(value: unknown): boolean {
  if (typeof value === 'bigint') return BigInt.asIntN(64, value) === value;
  return Number.isSafeInteger(value) && !Object.is(value, -0);
}

function isMissing(value: unknown): boolean {
  return value === null || value === undefined;
}

function validOf(values: readonly unknown[]): Uint8Array {
  return Uint8Array.from(values, (value) => Number(!isMissing(value)));
}

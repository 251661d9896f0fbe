import { fromJsonForm } from '../columns/value-forms';
import type { RequestFields, WantedKeys } from './entity-df';
import type { ValueColumns } from './from-values';
import { EVENT_TIMESTAMP } from './time-column';

/**
 * The columns of JSON rows as an entity dataframe has them. A key declared bigint may be written as a string of digits,
 * one declared int64 beyond ±2^53 too: so a training set's JSON has it.
 * Fields of the request are in the JSON form of their declared types.
 * Another column keeps its values where all are numbers of one kind, all booleans or all strings; else it is text, each
 * value as JSON writes it.
 */
export function columnsOfJson(
  columns: ValueColumns,
  wanted: WantedKeys,
  fields: RequestFields = new Map(),
): ValueColumns {
  const read = ([name, values]: [string, readonly unknown[]]): [string, readonly unknown[]] => {
    const type = wanted.get(name);
    if (type === 'bigint') return [name, values.map(bigintKey)];
    if (type === 'int64') return [name, values.map(int64Key)];
    if (type !== undefined || name === EVENT_TIMESTAMP) return [name, values];
    const field = fields.get(name);
    return [name, field ? values.map((value) => fromJsonForm(field, value)) : ofOneKind(values)];
  };
  return new Map([...columns].map(read));
}

/** JSON writes a bigint as a string of digits. */
function bigintKey(value: unknown): unknown {
  return typeof value === 'string' && /^-?\d{1,19}$/.test(value) ? BigInt(value) : value;
}

/** "5" is no 5: digits in quotes stand only for what no JavaScript number holds. */
function int64Key(value: unknown): unknown {
  const int = bigintKey(value);
  return Number.isSafeInteger(Number(int)) ? value : int;
}

function ofOneKind(values: readonly unknown[]): readonly unknown[] {
  const present = values.filter((value) => value !== null);
  const isOneKind = [isInt64, isNumber, isBoolean, isText].some((isKind) => present.every(isKind));
  return isOneKind ? values : values.map(asText);
}

function isInt64(value: unknown): boolean {
  return Number.isSafeInteger(value) || (typeof value === 'bigint' && BigInt.asIntN(64, value) === value);
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number';
}

function isBoolean(value: unknown): boolean {
  return typeof value === 'boolean';
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function asText(value: unknown): string | null {
  if (value === null || isText(value)) return value;
  return typeof value === 'bigint'
    ? String(value)
    : JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part));
}

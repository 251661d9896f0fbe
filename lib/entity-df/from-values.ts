import type { Times } from '../columns/column';
import { InputError } from '../errors';
import { jsonValue } from '../columns/json-value';
import { parseInstant, toInstant } from '../time/time';
import type { TimeInput } from '../time/time';
import type { EntityDf, WantedKeys } from './entity-df';
import { keyColumn } from './key-column';
import type { InputNames } from './input-names';
import { chooseTimeColumn, missingKey, missingTime } from './time-column';

/** Named columns of JavaScript values, all of one length. */
export type ValueColumns = ReadonlyMap<string, readonly unknown[]>;

/** @throws InputError where one is no list of values, or where they differ in length */
export function columnsOf(input: Readonly<Record<string, readonly unknown[]>>, { words }: InputNames): ValueColumns {
  const columns = new Map(Object.entries(input));
  const [first] = columns;
  for (const [name, values] of columns) {
    if (!Array.isArray(values)) throw notAColumn(words, name, values);
    if (values.length === first?.[1].length) continue;
    throw new InputError(
      'INPUT_INVALID',
      `${possessive(words)} column ${name} has ${String(values.length)} values, ${first?.[0] ?? ''} has ${String(first?.[1].length)}`,
      'give columns of equal length, or an array of rows',
    );
  }
  return columns;
}

function possessive(words: string): string {
  return words.endsWith('s') ? `${words}'` : `${words}'s`;
}

function notAColumn(words: string, name: string, values: unknown): InputError {
  return new InputError(
    'INPUT_INVALID',
    `${possessive(words)} column ${name} is ${JSON.stringify(jsonValue(values))}, not an array of values`,
    'give columns as arrays, { driver_id: [1001], … }, or an array of rows, [{ driver_id: 1001, … }]',
  );
}

/** Rows as columns; a field that a row lacks is null. Columns come in the order in which they first appear. */
export function columnsOfRows(
  rows: readonly Readonly<Record<string, unknown>>[],
  { row: one }: InputNames,
): ValueColumns {
  const names = new Set<string>();
  // Not forEach, which steps over the holes of a list.
  for (const [i, row] of rows.entries()) {
    if (typeof row !== 'object' || (row as unknown) === null) {
      throw new InputError(
        'INPUT_INVALID',
        `${one} ${String(i + 1)} is ${JSON.stringify(jsonValue(row))}, not an object`,
        'pass rows such as { driver_id: 1001, event_timestamp: … }',
      );
    }
    for (const name of Object.keys(row)) names.add(name);
  }
  return new Map(
    [...names].map((name) => [name, rows.map((row) => (Object.hasOwn(row, name) ? (row[name] ?? null) : null))]),
  );
}

/** The entity dataframe of JavaScript values. */
export function fromValues(columns: ValueColumns, wanted: WantedKeys, length: number): EntityDf {
  const names = [...columns.keys()];
  const timeColumn =
    length === 0 && names.length === 0
      ? 'event_timestamp'
      : chooseTimeColumn(
          names,
          names.filter((name) => !wanted.has(name) && holdsTimes(columns.get(name) ?? [])),
        );
  const keys = new Map(
    [...wanted].map(([key, type]) => {
      const values = columns.get(key);
      if (!values && length > 0) throw missingKey(key, names);
      return [key, keyColumn(key, type, values ?? [])];
    }),
  );
  return {
    length,
    columns: [...columns].map(([name, values]) => ({ name, given: 'values', values })),
    timeColumn,
    times: timesOfValues(columns.get(timeColumn) ?? [], timeColumn),
    keys,
  };
}

/** Times and, here and there, none: that is then an error of its row. */
function holdsTimes(values: readonly unknown[]): boolean {
  const present = values.filter((value) => value !== null && value !== undefined);
  return (
    present.length > 0 &&
    present.every((value) => value instanceof Date || (typeof value === 'string' && parseInstant(value) !== undefined))
  );
}

function timesOfValues(values: readonly unknown[], column: string): Times {
  const us = new Float64Array(values.length);
  const ns = new Int32Array(values.length);
  for (const [row, value] of values.entries()) {
    if (value === null || value === undefined) throw missingTime(row, column);
    const instant = toInstant(value as TimeInput, `entity row ${String(row + 1)}, column ${column}`);
    us[row] = instant.us;
    ns[row] = instant.ns;
  }
  return ns.some((nanos) => nanos !== 0) ? { us, ns } : { us };
}

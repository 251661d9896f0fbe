import type { Column, Times } from '../../columns/column';
import { parseInstant } from '../../time/time';
import type { Instant } from '../../time/time';
import type { Value, ValueType } from '../../types';
import type { EntityKey, OnlineBatch, OnlineView } from '../online-store';

export const driverView: OnlineView = {
  project: 'lab',
  name: 'driver_stats',
  keys: [{ name: 'driver_id', type: 'int64' }],
  features: [{ name: 'trips', type: 'int64' }],
};

/** One row to write. Times are ISO text or microseconds; `created` null where there is none. */
export interface Row {
  readonly key: EntityKey;
  readonly at: string | number | Instant;
  readonly created?: string | number | null;
  readonly values: readonly Value[];
}

/** µs and ns of its event and created times, as `compareRows` takes them. */
export function timesOf(row: Row): [number, number, number, number] {
  const { us, ns } = instantOf(row.at);
  const created = row.created == null ? { us: NaN, ns: 0 } : instantOf(row.created);
  return [us, ns, created.us, created.ns];
}

export const namesOf = (view: OnlineView): string[] => view.features.map(({ name }) => name);

function instantOf(time: string | number | Instant): Instant {
  if (typeof time === 'number') return { us: time, ns: 0 };
  return typeof time === 'string' ? (parseInstant(time) as Instant) : time;
}

/** The rows as the columns that a store is given. */
export function batchOf(view: OnlineView, rows: readonly Row[]): OnlineBatch {
  const created = rows.some((row) => row.created !== undefined);
  return {
    length: rows.length,
    keys: view.keys.map(({ type }, i) =>
      columnOf(
        type,
        rows.map((row) => row.key[i]),
      ),
    ),
    eventTime: timesColumn(rows.map((row) => instantOf(row.at))),
    createdTime: created
      ? timesColumn(rows.map((row) => (row.created == null ? null : instantOf(row.created))))
      : undefined,
    features: view.features.map(({ type }, i) =>
      columnOf(
        type,
        rows.map((row) => row.values[i]),
      ),
    ),
  };
}

function timesColumn(times: readonly (Instant | null)[]): Times {
  const us = Float64Array.from(times, (time) => time?.us ?? NaN);
  return { us, ns: times.some((time) => time?.ns) ? Int32Array.from(times, (time) => time?.ns ?? 0) : undefined };
}

export function columnOf(type: ValueType, values: readonly Value[]): Column {
  const valid = values.includes(null) ? Uint8Array.from(values, (value) => Number(value !== null)) : undefined;
  const integers = () => BigInt64Array.from(values, (value) => BigInt((value ?? 0) as number | bigint));
  switch (type) {
    case 'int32':
      return { type, values: Int32Array.from(values as number[]), valid };
    case 'int64':
    case 'bigint':
      return { type, values: integers(), valid };
    case 'float32':
      return { type, values: Float32Array.from(values as number[]), valid };
    case 'float64':
      return { type, values: Float64Array.from(values as number[]), valid };
    case 'string':
      return { type, values: values.map((value) => (value ?? '') as string), valid };
    case 'bool':
      return { type, values: Uint8Array.from(values, Number), valid };
    case 'bytes':
      return { type, values: values.map((value) => (value ?? new Uint8Array(0)) as Uint8Array), valid };
    case 'timestamp':
      return { type, values: BigInt64Array.from(values, (value) => nanosOf(value)), unit: 'ns', valid };
  }
}

function nanosOf(value: Value): bigint {
  if (value === null) return 0n;
  const { us, ns } = instantOf(value as string);
  return BigInt(us) * 1000n + BigInt(ns);
}

import type { Column, Times } from './columns/column';
import { exactValueAt } from './columns/column-values';
import { copyRows, emptyColumn } from './columns/columns';
import type { FeatureView } from './definitions/feature-view';
import { parseDuration } from './time/duration';
import { InputError } from './errors';
import { isAlive } from './join/rule';
import type { OfflineStore } from './offline/offline-store';
import { sourceRequest } from './offline/source-request';
import { entityKeyAt } from './online/entity-key';
import type { EntityKey, OnlineStore } from './online/online-store';
import { onlineView } from './online/online-view';
import { sample } from './sample';
import type { Instant } from './time/time';
import type { Value } from './types';

export interface SkewOptions {
  /** Keys to check of each view, chosen by `seed`; all by default. */
  readonly sample?: number;
  readonly seed?: number;
  /** Numbers whose distance is at most this share of the greater one count as equal. Default 0: bit for bit. */
  readonly tolerance?: number;
}

export const SKEW_OPTIONS: readonly string[] = ['sample', 'seed', 'tolerance'];

export interface SkewMismatch {
  readonly view: string;
  readonly feature: string;
  readonly entity: Readonly<Record<string, Value>>;
  readonly offline: Value;
  readonly online: Value;
}

export interface SkewReport {
  /** Keys checked, over all views. */
  readonly checked: number;
  /** Values compared. */
  readonly values: number;
  /** Of them, null on both paths. Where all are, nothing was compared that says much: is `now` a time of the data? */
  readonly nulls: number;
  readonly mismatches: readonly SkewMismatch[];
}

/** The parts that a skew check stands on. */
export interface SkewParts {
  readonly project: string;
  readonly offline: OfflineStore;
  readonly online: OnlineStore;
}

/**
 * For the keys of the view, those of the source and those that only the online store has: what training gets at
 * `now`, by the point-in-time join, against what serving gets at `now`.
 * @throws InputError for a sample, seed or tolerance that cannot be
 */
export async function viewSkew(
  parts: SkewParts,
  view: FeatureView,
  now: Instant,
  options: SkewOptions,
): Promise<SkewReport> {
  checkOptions(options);
  const all = await everyKey(parts, view, now);
  const keys = options.sample === undefined ? all : sampledKeys(all, options.sample, options.seed ?? 0);
  const offline = await offlineValues(parts.offline, view, keys, now);
  const online = await onlineValues(parts, view, keys, now);
  const mismatches: SkewMismatch[] = [];
  let nulls = 0;
  const features = Object.keys(view.schema);
  for (let row = 0; row < keys.length; row++) {
    features.forEach((feature, f) => {
      const [trained, served] = [offline[f][row], online[row][f]];
      if (trained === null && served === null) nulls++;
      if (isSame(trained, served, options.tolerance ?? 0)) return;
      mismatches.push({
        view: view.name,
        feature,
        entity: entityOf(view, keys, row),
        offline: trained,
        online: served,
      });
    });
  }
  return { checked: keys.length, values: keys.length * features.length, nulls, mismatches };
}

function checkOptions({ sample: count = 0, seed = 0, tolerance = 0 }: SkewOptions): void {
  checkOption('sample', count, Number.isSafeInteger(count) && count >= 0, 'a whole number of keys, 0 or more');
  checkOption('seed', seed, Number.isSafeInteger(seed), 'a whole number');
  checkOption('tolerance', tolerance, tolerance >= 0, 'a share such as 0.01, 0 or more');
}

function checkOption(name: string, value: unknown, isValid: boolean, wanted: string): void {
  if (isValid) return;
  throw new InputError('INPUT_INVALID', `${name} ${String(value)} is not ${wanted}`, `pass ${wanted}`);
}

/** Keys as columns, in the order of the view's join keys. */
interface Keys {
  readonly length: number;
  readonly columns: readonly Column[];
}

async function everyKey(parts: SkewParts, view: FeatureView, now: Instant): Promise<Keys> {
  const { length, keys } = await parts.offline.newestPerKey({
    ...sourceRequest(view, []),
    window: { from: undefined, to: now },
  });
  const known = new Set(Array.from({ length }, (_, row) => keyText(entityKeyAt(view.joinKeys, keys, row))));
  const extra: EntityKey[] = [];
  for await (const key of parts.online.keys(onlineView(parts.project, view))) {
    if (!known.has(keyText(key))) extra.push(key);
  }
  return {
    length: length + extra.length,
    columns: keys.map((column, k) =>
      appended(
        column,
        extra.map((key) => key[k]),
      ),
    ),
  };
}

/** For a set of tuples: the JSON text of its parts' texts is different for different tuples. */
function keyText(key: EntityKey): string {
  return JSON.stringify(key.map(String));
}

function appended(column: Column, values: readonly (number | bigint | string)[]): Column {
  const { length } = column.values;
  const out = emptyColumn(column.type, length + values.length);
  copyRows(
    column,
    Int32Array.from({ length }, (_, row) => row),
    out,
    0,
  );
  values.forEach((value, i) => {
    (out.values as unknown[])[length + i] = out.values instanceof BigInt64Array ? BigInt(value) : value;
    (out.valid as Uint8Array)[length + i] = 1;
  });
  return out;
}

function sampledKeys({ length, columns }: Keys, count: number, seed: number): Keys {
  const rows = sample(length, count, seed);
  return {
    length: rows.length,
    columns: columns.map((column) => {
      const out = emptyColumn(column.type, rows.length);
      copyRows(column, rows, out, 0);
      return out;
    }),
  };
}

/** Feature → its value for each key, as a training set at `now` has it. */
async function offlineValues(offline: OfflineStore, view: FeatureView, keys: Keys, now: Instant): Promise<Value[][]> {
  const columns = await offline.joinAsOf({
    ...sourceRequest(view),
    length: keys.length,
    entityKeys: keys.columns,
    entityTimes: allAt(now, keys.length),
    ttl: view.ttl === undefined ? undefined : parseDuration(view.ttl),
    createdCutoff: false,
    bound: 'inclusive',
  });
  const names = Object.keys(view.schema);
  return columns.map((column, f) =>
    Array.from({ length: keys.length }, (_, row) => exactValueAt(column, row, names[f])),
  );
}

function allAt(now: Instant, length: number): Times {
  const us = new Float64Array(length).fill(now.us);
  return now.ns === 0 ? { us } : { us, ns: new Int32Array(length).fill(now.ns) };
}

async function onlineValues(parts: SkewParts, view: FeatureView, keys: Keys, now: Instant): Promise<Value[][]> {
  const features = Object.keys(view.schema);
  const tuples = Array.from({ length: keys.length }, (_, row) => entityKeyAt(view.joinKeys, keys.columns, row));
  const rows = await parts.online.read(onlineView(parts.project, view), features, tuples);
  const ttl = (view.ttl === undefined ? undefined : parseDuration(view.ttl)) ?? 0;
  return rows.map((row) =>
    row && isAlive(row.us, row.ns, now.us, now.ns, ttl) ? [...row.values] : features.map(() => null),
  );
}

function isSame(a: Value, b: Value, tolerance: number): boolean {
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b) === 0;
  if (Object.is(a, b)) return true;
  if (tolerance === 0 || !isNumeric(a) || !isNumeric(b)) return false;
  const distance = distanceOf(a, b);
  return distance < Infinity && distance <= tolerance * Math.max(Math.abs(Number(a)), Math.abs(Number(b)));
}

function isNumeric(value: Value): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

/** Of two bigints exact before it is a number. */
function distanceOf(a: number | bigint, b: number | bigint): number {
  return Math.abs(typeof a === 'bigint' && typeof b === 'bigint' ? Number(a - b) : Number(a) - Number(b));
}

function entityOf(view: FeatureView, keys: Keys, row: number): Record<string, Value> {
  const key = entityKeyAt(view.joinKeys, keys.columns, row);
  return Object.fromEntries(Object.keys(view.joinKeys).map((name, k) => [name, key[k]]));
}

import { InputError, UnsafeValueError } from '../errors';
import { isExpired, isFuture } from '../join/rule';
import { columnClash } from '../refs';
import type { Instant } from '../time';
import type { KeyValue, Value } from '../types';
import { joinKeyValue } from './join-key';
import type { Ask, OnlinePlan, PlannedFeature, PlannedRead } from './online-plan';
import { OnlineResponse } from './online-response';
import type { FeatureColumn, FeatureStatus, InputColumn } from './online-response';
import type { EntityKey, OnlineRow, OnlineStore } from './online-store';

/** Join keys by name, and fields that pass through. */
export type EntityRow = Readonly<Record<string, unknown>>;

/** What one entity row gets of one view: a row that is alive at `now`, or why there is none. */
type Outcome = OnlineRow | 'NOT_FOUND' | 'OUTSIDE_MAX_AGE';

/**
 * Reads the features of `plan` for each entity row at the time `now`: each stored view once, each distinct key once.
 * A null key is NOT_FOUND.
 * @throws InputError for an entity row without a join key or with one of another type, naming the row (from 1)
 * @throws FeatureNameError NAME_CLASH for a field named like a feature
 * @throws UnsafeValueError for an int64 beyond ±2^53, naming row and column
 */
export async function getOnlineFeatures(
  store: OnlineStore,
  plan: OnlinePlan,
  entityRows: readonly EntityRow[],
  now: Instant,
): Promise<OnlineResponse> {
  const inputs = inputColumns(plan, checkRows(entityRows));
  const requests = plan.reads.map((read) => keyRequest(read, entityRows));
  const outcomes: Outcome[][] = [];
  for (const { read, keys, slots } of requests) {
    const stored = keys.length === 0 ? [] : await store.read(read.view, read.features, keys);
    for (const { ask, at } of slots) outcomes[ask.index] = at.map((slot) => outcome(stored[slot], ask.ttl, now));
  }
  const features = plan.features.map((feature) => featureColumn(feature, outcomes[feature.ask]));
  return new OnlineResponse(entityRows.length, inputs, features);
}

function checkRows(rows: readonly EntityRow[]): readonly EntityRow[] {
  const given: unknown = rows;
  if (!Array.isArray(given)) throw notRows('entityRows is not an array');
  const wrong = given.findIndex((row) => typeof row !== 'object' || row === null);
  if (wrong >= 0) throw notRows(`entity row ${String(wrong + 1)} is no object`);
  return rows;
}

function notRows(problem: string): InputError {
  return new InputError('INPUT_INVALID', problem, 'write entityRows: [{ driver_id: 1001 }], an object for each row');
}

/** The fields of all rows, in the order in which they first come; null where a row lacks one. */
function inputColumns(plan: OnlinePlan, rows: readonly EntityRow[]): InputColumn[] {
  const names = rows.length === 1 ? Object.keys(rows[0]) : [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return (rows.length === 0 ? plan.joinKeys : names).map((name) => {
    const feature = plan.byName.get(name);
    if (feature) throw columnClash(feature);
    return { name, values: rows.map((row) => row[name] ?? null) };
  });
}

/** The distinct keys to read, and for each ask, row by row, which of them is the row's (−1: none, a key is null). */
interface KeyRequest {
  readonly read: PlannedRead;
  readonly keys: readonly EntityKey[];
  readonly slots: readonly { readonly ask: Ask; readonly at: readonly number[] }[];
}

function keyRequest(read: PlannedRead, rows: readonly EntityRow[]): KeyRequest {
  const keys: EntityKey[] = [];
  const seen = new Map<KeyValue, number>();
  const slotOf = (ask: Ask, row: number): number => {
    const key = entityKey(ask, rows[row], row);
    if (key === undefined) return -1;
    const name = key.length === 1 ? key[0] : JSON.stringify(key.map(String));
    const slot = seen.get(name) ?? keys.push(key) - 1;
    seen.set(name, slot);
    return slot;
  };
  const slots = read.asks.map((ask) => ({ ask, at: rows.map((_, row) => slotOf(ask, row)) }));
  return { read, keys, slots };
}

/** Undefined where a part of it is null. */
function entityKey(ask: Ask, fields: EntityRow, row: number): EntityKey | undefined {
  const key: KeyValue[] = [];
  for (const { name, type } of ask.keys) {
    const given = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (given === undefined) throw missingKey(ask, name, row);
    const value = joinKeyValue(name, type, given, row);
    if (value !== null) key.push(value);
  }
  return key.length === ask.keys.length ? key : undefined;
}

function missingKey(ask: Ask, name: string, row: number): InputError {
  return new InputError(
    'INPUT_INVALID',
    `entity row ${String(row + 1)} has no ${name}, a join key of ${ask.name}`,
    `give each entity row ${ask.keys.map((key) => key.name).join(', ')}; null where it is not known`,
  );
}

function outcome(row: OnlineRow | undefined, ttl: number, now: Instant): Outcome {
  if (row === undefined || isFuture(row.us, row.ns, now.us, now.ns)) return 'NOT_FOUND';
  return isExpired(row.us, row.ns, now.us, now.ns, ttl) ? 'OUTSIDE_MAX_AGE' : row;
}

function featureColumn(feature: PlannedFeature, outcomes: readonly Outcome[]): FeatureColumn {
  const values: Value[] = [];
  const statuses: FeatureStatus[] = [];
  for (let row = 0; row < outcomes.length; row++) {
    const found = outcomes[row];
    const value = typeof found === 'string' ? null : found.values[feature.position];
    if (typeof value === 'bigint' && feature.type === 'int64') throw unsafe(feature.name, value, row);
    values.push(value);
    statuses.push(typeof found === 'string' ? found : value === null ? 'NULL_VALUE' : 'PRESENT');
  }
  return { name: feature.name, values, statuses };
}

function unsafe(name: string, value: bigint, row: number): UnsafeValueError {
  return new UnsafeValueError(
    'VALUE_UNSAFE',
    `entity row ${String(row + 1)}: ${name} is ${String(value)}, beyond ±2^53, which a JavaScript number would round`,
    `declare it 'bigint' in the view's schema, run featlab apply, and materialize again`,
  );
}

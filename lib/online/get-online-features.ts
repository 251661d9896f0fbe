import { exactValueAt } from '../columns/column-values';
import type { OnDemandFeatureView } from '../definitions/on-demand-feature-view';
import { InputError, UnsafeValueError } from '../errors';
import { computeStep } from '../on-demand/compute-step';
import type { RequestField } from '../on-demand/feature-plan';
import { missingField, requestColumn } from '../on-demand/request-columns';
import { columnClash } from '../refs';
import type { Instant } from '../time/time';
import type { KeyValue } from '../types';
import { joinKeyValue } from './join-key';
import type { Ask, OnlinePlan, OnlineStep, PlannedRead } from './online-plan';
import { OnlineResponse } from './online-response';
import type { InputColumn } from './online-response';
import { outcomeOf, valueOf } from './outcome';
import type { Outcome } from './outcome';
import type { EntityKey, MaybePromise, OnlineAnswer, OnlineStore } from './online-store';

/** Join keys by name, and fields that pass through. */
export type EntityRow = Readonly<Record<string, unknown>>;

/**
 * Reads the features of `plan` for each entity row at the time `now`: each stored view once, each distinct key once.
 * A null key is NOT_FOUND. Answers at once where the store does.
 * @throws InputError for an entity row without a join key or with one of another type, naming the row (from 1)
 * @throws FeatureNameError NAME_CLASH for a field named like a feature
 * @throws UnsafeValueError for an int64 beyond ±2^53, naming row and column
 */
export function getOnlineFeatures(
  store: OnlineStore,
  plan: OnlinePlan,
  entityRows: readonly EntityRow[],
  now: Instant,
  { isServer = false, onDemand = [] }: ReadOptions = {},
): MaybePromise<OnlineResponse> {
  const inputs = inputColumns(plan, checkRows(entityRows));
  const requests = plan.reads.map((read) => keyRequest(read, entityRows));
  const answers = requests.map(({ read, keys }) =>
    keys.length === 0 ? [] : store.read(read.view, read.features, keys, isServer),
  );
  const respond = (stored: OnlineAnswer[]): OnlineResponse => {
    const outcomes = outcomesOf(requests, stored, now);
    plan.steps.forEach((each, i) => {
      outcomes[plan.firstStep + i] = computedOutcomes(each, onDemand[i], outcomes, entityRows, now);
    });
    if (!isServer) checkSafe(plan, outcomes);
    return new OnlineResponse({ length: entityRows.length, inputs, plan, outcomes });
  };
  return answers.every(isHere) ? respond(answers) : Promise.all(answers.map(async (answer) => answer)).then(respond);
}

export interface ReadOptions {
  /** For a server: an int64 beyond ±2^53 is a bigint, whose digits it writes; requests of one turn share a moment. */
  readonly isServer?: boolean;
  /** The on-demand views of the plan's steps, with their functions. */
  readonly onDemand?: readonly OnDemandFeatureView[];
}

/** What a step computes, as rows of its own that became true now. */
function computedOutcomes(
  { step, inputs }: OnlineStep,
  view: OnDemandFeatureView,
  outcomes: readonly (readonly Outcome[])[],
  rows: readonly EntityRow[],
  now: Instant,
): Outcome[] {
  const columns = computeStep(
    { ...step, view },
    {
      length: rows.length,
      valueAt: (input, row) => valueOf(outcomes[inputs[input].ask][row], inputs[input].position),
      fields: step.fields.map((field) => requestColumn(field, fieldValues(view, field, rows))),
    },
  );
  return rows.map((_, row) => ({
    ...now,
    values: columns.map((column, i) => exactValueAt(column, row, Object.keys(view.schema)[i])),
  }));
}

function fieldValues(view: OnDemandFeatureView, field: RequestField, rows: readonly EntityRow[]): unknown[] {
  return rows.map((row) => {
    if (Object.hasOwn(row, field.name)) return row[field.name];
    throw missingField(view, field, Object.keys(row));
  });
}

function isHere(answer: MaybePromise<OnlineAnswer>): answer is OnlineAnswer {
  return Array.isArray(answer);
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
    return { name, values: rows.map((row) => (Object.hasOwn(row, name) ? (row[name] ?? null) : null)) };
  });
}

/** The distinct keys to read, and for each ask, row by row, which of them is the row's (−1: none, a key is null). */
interface KeyRequest {
  readonly read: PlannedRead;
  readonly keys: readonly EntityKey[];
  /** In the order of `read.asks`. */
  readonly slots: readonly (readonly number[])[];
}

function keyRequest(read: PlannedRead, rows: readonly EntityRow[]): KeyRequest {
  const keys: EntityKey[] = [];
  const seen = rows.length * read.asks.length > 1 ? new Map<KeyValue, number>() : undefined;
  const slots = read.asks.map((ask) =>
    rows.map((fields, row) => {
      const key = entityKey(ask, fields, row);
      if (key === undefined) return -1;
      if (seen === undefined) return keys.push(key) - 1;
      const name = key.length === 1 ? key[0] : JSON.stringify(key.map(String));
      const slot = seen.get(name) ?? keys.push(key) - 1;
      seen.set(name, slot);
      return slot;
    }),
  );
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

/** For each ask of the plan, row by row. */
function outcomesOf(requests: readonly KeyRequest[], stored: readonly OnlineAnswer[], now: Instant): Outcome[][] {
  const outcomes: Outcome[][] = [];
  requests.forEach(({ read, slots }, i) => {
    read.asks.forEach(({ index, ttl }, j) => {
      outcomes[index] = slots[j].map((slot) => outcomeOf(stored[i][slot], ttl, now));
    });
  });
  return outcomes;
}

/** An int64 that a number cannot hold comes as a bigint. */
function checkSafe(plan: OnlinePlan, outcomes: readonly (readonly Outcome[])[]): void {
  for (const { name, type, ask, position } of plan.features) {
    if (type !== 'int64') continue;
    for (let row = 0; row < outcomes[ask].length; row++) {
      const found = outcomes[ask][row];
      const value = typeof found === 'string' ? null : found.values[position];
      if (typeof value === 'bigint') throw unsafe(name, value, row);
    }
  }
}

function unsafe(name: string, value: bigint, row: number): UnsafeValueError {
  return new UnsafeValueError(
    'VALUE_UNSAFE',
    `entity row ${String(row + 1)}: ${name} is ${String(value)}, beyond ±2^53, which a JavaScript number would round`,
    `declare it 'bigint' in the view's schema, run featlab apply, and materialize again`,
  );
}

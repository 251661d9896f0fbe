import { VIEWS } from '../fraud/views';
import type { KeyName, View } from '../fraud/views';
import type { Label, Moment, Request, Row, World } from '../fraud/world';
import { cell } from './cell';
import type { Expectation } from './expectation';
import { rowsOfLabels } from './rows-of-labels';
import type { TrainingSet } from './training-set';
import { isSame, numeric } from './values';
import type { Got } from './values';

/** One value that is not what it should be. */
export interface Mismatch extends Moment {
  readonly path: 'training' | 'serving';
  readonly world: World;
  readonly view: View | undefined;
  readonly request: Request;
  readonly field: string;
  readonly expected: Got;
  readonly got: Got;
  /** The source row that must win, where one does and it is known. */
  readonly right: Row | undefined;
}

/** What is wrong with the form of an answer, and so with all of it. */
export interface FormFault {
  readonly path: 'training' | 'serving';
  readonly kind: 'rows' | 'column' | 'no answer' | 'no JSON';
  /** The column, the numbers of rows and labels (`44 for 47`), or the line. */
  readonly what: string;
  readonly request?: Request;
  /** Only labels have no row, or requests no answer, for which, in some view, nothing counts. */
  readonly isOfNulls?: boolean;
}

export interface Judgement {
  readonly faults: readonly FormFault[];
  readonly mismatches: readonly Mismatch[];
  /** Columns or fields that nobody asked for. */
  readonly extra: readonly string[];
}

const KEYS: readonly KeyName[] = ['customer_id', 'merchant_id'];
const LABEL_COLUMNS = [...KEYS, 'event_timestamp', 'is_fraud'] as const;

/**
 * The training set against what is expected: one row for each label, columns by name.
 * @param withLabels must the labels' own columns stand in it?
 * @param byPlace is a row judged as that of the label at its place? Else as that of the label with the same three
 */
export function judgeTraining(
  expectation: Expectation,
  world: World,
  views: readonly View[],
  labels: readonly Label[],
  set: TrainingSet,
  withLabels: boolean,
  byPlace: boolean = false,
): Judgement {
  const features = views.flatMap((view) => view.features);
  const known: readonly string[] = [...(withLabels ? LABEL_COLUMNS : []), ...features];
  const asked: readonly string[] = [...LABEL_COLUMNS, ...ALL_FEATURES];
  const extra = Object.keys(set.columns).filter((name) => !asked.includes(name));
  const expected = labels.map((label) => expectation.answer(world, views, label, momentOf(label)));
  const rows = byPlace && set.rows === labels.length ? labels.map((_, row) => row) : rowsOfLabels(labels, set);
  const number = numberFault(views, expected, set, rows);
  if (number?.isOfNulls === false) return { faults: [number], mismatches: [], extra };
  const missing = known.filter((name) => !Object.hasOwn(set.columns, name));
  const columns = missing.map((what): FormFault => ({ path: 'training', kind: 'column', what }));
  const mismatches = labels.flatMap((label, i) => {
    const row = rows?.[i] ?? -1;
    if (row < 0) return [];
    const moment = momentOf(label);
    const values: Record<string, Got> = { ...label, ...expected[i] };
    return known
      .filter((name) => !missing.includes(name) && !isSame(values[name], cell(set, name, row)))
      .map((field): Mismatch => {
        const view = viewOf(views, field);
        const right = view && expectation.winner(world, view, label, moment);
        const [wanted, got] = [values[field], cell(set, field, row)];
        const question = { request: requestOf(label), ...moment };
        return { path: 'training', world, view, ...question, field, expected: wanted, got, right };
      });
  });
  return { faults: number ? [number, ...columns] : columns, mismatches, extra };
}

function momentOf({ event_timestamp: now }: Label): Moment {
  return { now, until: now };
}

type Values = Readonly<Record<string, Got>>;

/** Undefined where there are as many rows as labels. */
function numberFault(
  views: readonly View[],
  expected: readonly Values[],
  set: TrainingSet,
  rows: readonly number[] | undefined,
): FormFault | undefined {
  if (set.rows === expected.length) return undefined;
  const what = `${String(set.rows)} for ${String(expected.length)}`;
  const isOfNulls = rows?.every((row, i) => row >= 0 || hasNothing(views, expected[i])) ?? false;
  return { path: 'training', kind: 'rows', what, isOfNulls };
}

/** Does nothing count in one of the views? */
function hasNothing(views: readonly View[], values: Values): boolean {
  return views.some((view) => view.features.every((name) => (values[name] ?? null) === null));
}

/**
 * What serve.ts answered at `now`, of rows up to `until`, against what is expected.
 * @param withIds must the ids of the request stand in its answer?
 */
export function judgeServing(
  expectation: Expectation,
  world: World,
  views: readonly View[],
  moment: Moment,
  requests: readonly Request[],
  lines: readonly (string | undefined)[],
  withIds: boolean = false,
): Judgement {
  const faults: FormFault[] = [];
  const mismatches: Mismatch[] = [];
  const extra = new Set<string>();
  requests.forEach((request, i) => {
    const fields = fieldsOf(lines[i]);
    const features = expectation.answer(world, views, request, moment);
    if (fields === undefined) {
      const kind = lines[i] === undefined ? 'no answer' : 'no JSON';
      // Where nothing was said that it could be judged by, there is no null either.
      const isSaid = Object.values(features).every((value) => value !== undefined);
      const isOfNulls = lines[i] === undefined && isSaid && hasNothing(views, features);
      faults.push({ path: 'serving', kind, what: lines[i]?.slice(0, 200) ?? '', request, isOfNulls });
      return;
    }
    const values: Record<string, Got> = { ...(withIds && request), ...features };
    for (const name of Object.keys(fields)) if (!isKnown(name)) extra.add(name);
    for (const [field, expected] of Object.entries(values)) {
      const got = Object.hasOwn(fields, field) ? numeric(field, gotOf(fields[field])) : undefined;
      if (isSame(expected, got)) continue;
      const view = viewOf(views, field);
      const right = view && expectation.winner(world, view, request, moment);
      mismatches.push({ path: 'serving', world, view, request, ...moment, field, expected, got, right });
    }
  });
  return { faults, mismatches, extra: [...extra] };
}

const ALL_FEATURES = VIEWS.flatMap((view) => view.features);

function isKnown(name: string): boolean {
  return name === 'customer_id' || name === 'merchant_id' || ALL_FEATURES.includes(name);
}

/** The fields of a line that is a JSON object. */
export function fieldsOf(line: string | undefined): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line ?? '');
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** A value of JSON. */
export function gotOf(value: unknown): Got {
  if (value === null || typeof value === 'string') return value;
  // 1e400 is a number of JSON and none of ours, and JSON has no word for it.
  if (typeof value === 'number')
    return Number.isFinite(value) && !Object.is(value, -0) ? value : { odd: oddNumber(value) };
  return { odd: jsonOf(value).slice(0, 80) };
}

function oddNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/** JSON can be read deeper than it can be written. */
function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return '[[…]]';
  }
}

function viewOf(views: readonly View[], field: string): View | undefined {
  return views.find((view) => view.features.includes(field));
}

export function requestOf({ customer_id, merchant_id }: Request): Request {
  return { customer_id, merchant_id };
}

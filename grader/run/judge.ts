import { VIEWS } from '../fraud/views';
import type { KeyName, View } from '../fraud/views';
import type { Label, Moment, Request, Row, World } from '../fraud/world';
import type { Expectation } from './expectation';
import type { TrainingSet } from './training-set';
import { isSame } from './values';
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
}

export interface Judgement {
  readonly faults: readonly FormFault[];
  readonly mismatches: readonly Mismatch[];
  /** Columns or fields that nobody asked for. */
  readonly extra: readonly string[];
}

const KEYS: readonly KeyName[] = ['customer_id', 'merchant_id'];
const LABEL_COLUMNS = [...KEYS, 'event_timestamp', 'is_fraud'] as const;

/** The training set against what is expected: one row for each label, in their order, columns by name. */
export function judgeTraining(
  expectation: Expectation,
  world: World,
  views: readonly View[],
  labels: readonly Label[],
  set: TrainingSet,
): Judgement {
  const features = views.flatMap((view) => view.features);
  const known: readonly string[] = [...LABEL_COLUMNS, ...features];
  const extra = Object.keys(set.columns).filter((name) => !known.includes(name) && !ALL_FEATURES.includes(name));
  if (set.rows !== labels.length) {
    const what = `${String(set.rows)} for ${String(labels.length)}`;
    return { faults: [{ path: 'training', kind: 'rows', what }], mismatches: [], extra };
  }
  const missing = known.filter((name) => !Object.hasOwn(set.columns, name));
  const faults = missing.map((what): FormFault => ({ path: 'training', kind: 'column', what }));
  const mismatches = labels.flatMap((label, row) => {
    const moment = { now: label.event_timestamp, until: label.event_timestamp };
    const values: Record<string, Got> = { ...label, ...expectation.answer(world, views, label, moment) };
    return known
      .filter((name) => !missing.includes(name) && !isSame(values[name], cell(set, name, row)))
      .map((field): Mismatch => {
        const view = viewOf(views, field);
        const right = view && expectation.winner(world, view, label, moment);
        const [expected, got] = [values[field], cell(set, field, row)];
        return { path: 'training', world, view, request: requestOf(label), ...moment, field, expected, got, right };
      });
  });
  return { faults, mismatches, extra };
}

/** A time may also come as a text. */
function cell(set: TrainingSet, name: string, row: number): Got {
  const got = set.columns[name]?.[row];
  return name === 'event_timestamp' && typeof got === 'string' ? microsOf(got) : got;
}

function microsOf(text: string): Got {
  const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.(\d{1,9}))?(Z|[+-]\d\d:?\d\d)?$/.exec(text);
  const ms = Date.parse(`${match?.[1] ?? ''}T${match?.[2] ?? ''}${match?.[4] ?? 'Z'}`);
  return Number.isNaN(ms) ? text : ms * 1000 + Number((match?.[3] ?? '').padEnd(6, '0').slice(0, 6));
}

/** What serve.ts answered at `now`, of rows up to `until`, against what is expected. */
export function judgeServing(
  expectation: Expectation,
  world: World,
  views: readonly View[],
  moment: Moment,
  requests: readonly Request[],
  lines: readonly (string | undefined)[],
): Judgement {
  const faults: FormFault[] = [];
  const mismatches: Mismatch[] = [];
  const extra = new Set<string>();
  requests.forEach((request, i) => {
    const fields = fieldsOf(lines[i]);
    if (fields === undefined) {
      const kind = lines[i] === undefined ? 'no answer' : 'no JSON';
      faults.push({ path: 'serving', kind, what: lines[i]?.slice(0, 200) ?? '', request });
      return;
    }
    const values: Record<string, Got> = { ...request, ...expectation.answer(world, views, request, moment) };
    for (const name of Object.keys(fields)) if (!isKnown(name)) extra.add(name);
    for (const [field, expected] of Object.entries(values)) {
      const got = Object.hasOwn(fields, field) ? gotOf(fields[field]) : undefined;
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
  if (value === null || typeof value === 'number' || typeof value === 'string') return value;
  return { odd: jsonOf(value).slice(0, 80) };
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

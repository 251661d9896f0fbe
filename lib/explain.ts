import type { Column, Times } from './columns/column';
import { exactValueAt } from './columns/column-values';
import type { FeatureView } from './definitions/feature-view';
import { keyNames } from './definitions/join-keys';
import { parseDuration } from './time/duration';
import { keyColumn } from './entity-df/key-column';
import { InputError } from './errors';
import { instantText, whyOffline, whyOnline } from './explain-words';
import { compareRows, isExpired, isFuture } from './join/rule';
import type { OfflineStore, SourceRows } from './offline/offline-store';
import { sourceRequest } from './offline/source-request';
import { entityKeyAt } from './online/entity-key';
import type { OnlineStore } from './online/online-store';
import { onlineView } from './online/online-view';
import { outcomeOf, statusOf, valueOf } from './online/outcome';
import type { FeatureStatus } from './online/outcome';
import type { ResolvedFeature } from './refs';
import { formatInstant } from './time/time';
import type { Instant } from './time/time';
import type { Value } from './types';

/** What the rule says of a source row at the time of the question. */
export type RowVerdict =
  | 'wins'
  | 'later than at'
  | 'expired'
  | 'older'
  | 'tie lost to a later created'
  | 'tie lost to a later row of the source'
  | 'no time';

/** A source row that bears on the answer. */
export interface ExplainedRow {
  readonly event_timestamp: string | null;
  readonly created_timestamp: string | null;
  readonly value: Value;
  readonly verdict: RowVerdict;
}

/** Why a feature's value is what it is, on both paths. */
export interface Explanation {
  readonly view: string;
  readonly feature: string;
  readonly entity: Readonly<Record<string, unknown>>;
  readonly at: string;
  readonly ttl: string | null;
  readonly offline: { readonly value: Value; readonly status: FeatureStatus };
  readonly online: { readonly value: Value; readonly status: FeatureStatus; readonly event_timestamp: string | null };
  /** One sentence a path. */
  readonly why: readonly string[];
  /** The key's source rows, newest first: at most 10. */
  readonly rows: readonly ExplainedRow[];
}

const MOST_ROWS = 10;

/** What is asked of one feature. `ttl` in microseconds; 0 = no limit. */
interface Question {
  readonly view: FeatureView;
  readonly feature: string;
  readonly at: Instant;
  readonly ttl: number;
}

/**
 * Applies the rule by hand to every source row of one key, and looks at what the online store holds.
 * @throws InputError where `entity` lacks a join key or has one of another type
 */
export async function explainFeature(
  parts: { project: string; offline: OfflineStore; online: OnlineStore },
  { view, feature }: ResolvedFeature,
  entity: Readonly<Record<string, unknown>>,
  at: Instant,
): Promise<Explanation> {
  const key = entityKey(view, entity);
  const ttl = (view.ttl === undefined ? undefined : parseDuration(view.ttl)) ?? 0;
  const question = { view, feature, at, ttl };
  const rows = await parts.offline.rowsOfKey({ ...sourceRequest(view, [feature]), key });
  const winner = winningRow(rows, at);
  const failure = rows.failed?.get(winner);
  if (failure) throw failure;
  const offline = offlineAnswer(rows, winner, question);
  const online = await onlineAnswer(parts, key, question);
  const winnerTime = winner < 0 ? undefined : timeAt(rows.eventTime, winner);
  return {
    view: view.name,
    feature,
    entity,
    at: formatInstant(at),
    ttl: ttl === 0 ? null : (view.ttl ?? null),
    offline,
    online,
    why: [
      whyOffline({ rows: rows.length, winner: winnerTime, status: offline.status, at, ttl: view.ttl }),
      whyOnline({ online, offline: offline.status, at, ttl: view.ttl, isServed: (view.base ?? view).online }),
    ],
    rows: explainedRows(rows, winner, question),
  };
}

function entityKey(view: FeatureView, entity: Readonly<Record<string, unknown>>): Column[] {
  const names = keyNames(view);
  return names.map((key) => {
    if (Object.hasOwn(entity, key)) return keyColumn(key, view.joinKeys[key], [entity[key]]);
    throw new InputError(
      'INPUT_INVALID',
      `the entity has no ${key}, a join key of ${view.name}`,
      `pass ${names.join(', ')}`,
    );
  });
}

function winningRow(rows: SourceRows, at: Instant): number {
  let best = -1;
  for (let row = 0; row < rows.length; row++) {
    const us = rows.eventTime.us[row];
    if (Number.isNaN(us) || isFuture(us, nanos(rows.eventTime, row), at.us, at.ns)) continue;
    if (best < 0 || order(rows, row, best) >= 0) best = row;
  }
  return best;
}

function order({ eventTime, createdTime }: SourceRows, a: number, b: number): number {
  const created = (row: number): number => createdTime?.us[row] ?? NaN;
  const createdNs = (row: number): number => (createdTime ? nanos(createdTime, row) : 0);
  return compareRows(
    eventTime.us[a],
    nanos(eventTime, a),
    created(a),
    createdNs(a),
    eventTime.us[b],
    nanos(eventTime, b),
    created(b),
    createdNs(b),
  );
}

function nanos(times: Times, row: number): number {
  return times.ns?.[row] ?? 0;
}

function timeAt(times: Times, row: number): Instant {
  return { us: times.us[row], ns: nanos(times, row) };
}

function hasExpired(times: Times, row: number, { at, ttl }: Question): boolean {
  return isExpired(times.us[row], nanos(times, row), at.us, at.ns, ttl);
}

function offlineAnswer(rows: SourceRows, winner: number, question: Question): Explanation['offline'] {
  if (winner < 0) return { value: null, status: 'NOT_FOUND' };
  if (hasExpired(rows.eventTime, winner, question)) return { value: null, status: 'OUTSIDE_MAX_AGE' };
  const value = exactValueAt(rows.features[0], winner, question.feature);
  return { value, status: value === null ? 'NULL_VALUE' : 'PRESENT' };
}

async function onlineAnswer(
  { project, online }: { project: string; online: OnlineStore },
  key: readonly Column[],
  { view, feature, at, ttl }: Question,
): Promise<Explanation['online']> {
  const isNullKey = key.some((column) => column.valid?.[0] === 0);
  const keys = isNullKey ? [] : [entityKeyAt((view.base ?? view).joinKeys, key, 0)];
  const [row] = await online.read(onlineView(project, view), [feature], keys);
  const outcome = outcomeOf(row, ttl, at);
  return {
    value: valueOf(outcome, 0),
    status: statusOf(outcome, 0),
    event_timestamp: row === undefined ? null : instantText(row),
  };
}

function explainedRows(rows: SourceRows, winner: number, question: Question): ExplainedRow[] {
  const newest = Array.from({ length: rows.length }, (_, row) => row)
    .sort((a, b) => hasTime(rows, b) - hasTime(rows, a) || order(rows, b, a) || b - a)
    .slice(0, MOST_ROWS);
  return newest.map((row) => ({
    event_timestamp: timeText(rows.eventTime, row),
    created_timestamp: timeText(rows.createdTime, row),
    value: exactValueAt(rows.features[0], row, question.feature),
    verdict: verdict(rows, row, winner, question),
  }));
}

function timeText(times: Times | undefined, row: number): string | null {
  return !times || Number.isNaN(times.us[row]) ? null : instantText(timeAt(times, row));
}

/** 1 or 0: rows without a time, which no order holds, come last. */
function hasTime({ eventTime }: SourceRows, row: number): number {
  return Number(!Number.isNaN(eventTime.us[row]));
}

function verdict(rows: SourceRows, row: number, winner: number, question: Question): RowVerdict {
  const { us } = rows.eventTime;
  if (Number.isNaN(us[row])) return 'no time';
  if (isFuture(us[row], nanos(rows.eventTime, row), question.at.us, question.at.ns)) return 'later than at';
  if (hasExpired(rows.eventTime, row, question)) return 'expired';
  if (row === winner) return 'wins';
  const isTie = us[row] === us[winner] && nanos(rows.eventTime, row) === nanos(rows.eventTime, winner);
  if (!isTie) return 'older';
  return order(rows, row, winner) === 0 ? 'tie lost to a later row of the source' : 'tie lost to a later created';
}

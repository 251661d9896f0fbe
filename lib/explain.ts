import type { Column, Times } from './column';
import { exactValueAt } from './column-values';
import type { FeatureView } from './definitions/feature-view';
import { formatAge, parseDuration } from './duration';
import { keyColumn } from './entity-df/key-column';
import { InputError } from './errors';
import { compareRows, isExpired, isFuture } from './join/rule';
import type { OfflineStore, SourceRows } from './offline/offline-store';
import { sourceRequest } from './offline/source-request';
import { entityKeyAt } from './online/entity-key';
import type { OnlineStore } from './online/online-store';
import { onlineView } from './online/online-view';
import type { FeatureStatus } from './online/outcome';
import type { ResolvedFeature } from './refs';
import { formatInstant, instantToNs } from './time';
import type { Instant } from './time';
import type { Value } from './types';

/** A source row that bears on the answer. */
export interface ExplainedRow {
  readonly event_timestamp: string | null;
  readonly created_timestamp: string | null;
  readonly value: Value;
  /** What the rule says of it: `wins`, `later than at`, `expired`, `older`, `tie lost to a later created`, `no time`. */
  readonly verdict: string;
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
  const rows = await parts.offline.rowsOfKey({ ...sourceRequest(view, [feature]), key });
  const ttl = (view.ttl === undefined ? undefined : parseDuration(view.ttl)) ?? 0;
  const winner = winningRow(rows, at);
  const offline = offlineAnswer(rows, winner, at, ttl, feature);
  const online = await onlineAnswer(parts, view, feature, key, at, ttl);
  return {
    view: view.name,
    feature,
    entity,
    at: formatInstant(at),
    ttl: ttl === 0 ? null : (view.ttl ?? null),
    offline,
    online,
    why: [whyOffline(rows, winner, offline.status, at, view.ttl), whyOnline(online, offline, at, view.ttl)],
    rows: explainedRows(rows, winner, at, ttl, feature),
  };
}

function entityKey(view: FeatureView, entity: Readonly<Record<string, unknown>>): Column[] {
  return Object.entries(view.joinKeys).map(([key, type]) => {
    if (Object.hasOwn(entity, key)) return keyColumn(key, type, [entity[key]]);
    throw new InputError(
      'INPUT_INVALID',
      `the entity has no ${key}, a join key of ${view.name}`,
      `pass ${Object.keys(view.joinKeys).join(', ')}`,
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

function expired(times: Times, row: number, at: Instant, ttl: number): boolean {
  return isExpired(times.us[row], nanos(times, row), at.us, at.ns, ttl);
}

function offlineAnswer(
  rows: SourceRows,
  winner: number,
  at: Instant,
  ttl: number,
  feature: string,
): Explanation['offline'] {
  if (winner < 0) return { value: null, status: 'NOT_FOUND' };
  if (expired(rows.eventTime, winner, at, ttl)) return { value: null, status: 'OUTSIDE_MAX_AGE' };
  const value = exactValueAt(rows.features[0], winner, feature);
  return { value, status: value === null ? 'NULL_VALUE' : 'PRESENT' };
}

async function onlineAnswer(
  parts: { project: string; online: OnlineStore },
  view: FeatureView,
  feature: string,
  key: readonly Column[],
  at: Instant,
  ttl: number,
): Promise<Explanation['online']> {
  const isNullKey = key.some((column) => column.valid?.[0] === 0);
  const target = onlineView(parts.project, view);
  const [row] = isNullKey ? [] : await parts.online.read(target, [feature], [entityKeyAt(view.joinKeys, key, 0)]);
  if (!row) return { value: null, status: 'NOT_FOUND', event_timestamp: null };
  const event_timestamp = formatInstant(row);
  if (isFuture(row.us, row.ns, at.us, at.ns)) return { value: null, status: 'NOT_FOUND', event_timestamp };
  if (isExpired(row.us, row.ns, at.us, at.ns, ttl)) return { value: null, status: 'OUTSIDE_MAX_AGE', event_timestamp };
  const [value] = row.values;
  return { value, status: value === null ? 'NULL_VALUE' : 'PRESENT', event_timestamp };
}

function whyOffline(rows: SourceRows, winner: number, status: FeatureStatus, at: Instant, ttl = ''): string {
  const when = formatInstant(at);
  if (rows.length === 0) return 'offline: the source has no row of this entity';
  if (winner < 0)
    return `offline: the source has ${String(rows.length)} rows of this entity, none at or before ${when}`;
  const time = timeText(rows.eventTime, winner) ?? '';
  if (status === 'OUTSIDE_MAX_AGE')
    return `offline: the newest row is of ${time}, ${age(rows.eventTime, winner, at)} old at ${when}, more than the TTL of ${ttl}`;
  if (status === 'NULL_VALUE') return `offline: the row of ${time} wins, and its value is null in the source`;
  return `offline: the row of ${time} wins: the newest at or before ${when}`;
}

function whyOnline(online: Explanation['online'], offline: Explanation['offline'], at: Instant, ttl = ''): string {
  const time = online.event_timestamp;
  if (time === null)
    return offline.status === 'NOT_FOUND'
      ? 'online: nothing is stored for this entity'
      : 'online: nothing is stored for this entity: it was not materialized';
  if (online.status === 'NOT_FOUND') return `online: the stored row is of ${time}, later than ${formatInstant(at)}`;
  if (online.status === 'OUTSIDE_MAX_AGE')
    return `online: the stored row is of ${time}, older than the TTL of ${ttl} at ${formatInstant(at)}`;
  if (online.status === 'NULL_VALUE') return `online: the stored row is of ${time}, and its value is null`;
  return `online: the stored row is of ${time}`;
}

function age(times: Times, row: number, at: Instant): string {
  const micros = Number((instantToNs(at) - instantToNs({ us: times.us[row], ns: nanos(times, row) })) / 1000n);
  return formatAge(micros);
}

function timeText(times: Times | undefined, row: number): string | null {
  if (!times || Number.isNaN(times.us[row])) return null;
  return formatInstant({ us: times.us[row], ns: nanos(times, row) });
}

function explainedRows(rows: SourceRows, winner: number, at: Instant, ttl: number, feature: string): ExplainedRow[] {
  const newest = Array.from({ length: rows.length }, (_, row) => row)
    .sort((a, b) => hasTime(rows, b) - hasTime(rows, a) || order(rows, b, a) || b - a)
    .slice(0, MOST_ROWS);
  return newest.map((row) => ({
    event_timestamp: timeText(rows.eventTime, row),
    created_timestamp: timeText(rows.createdTime, row),
    value: exactValueAt(rows.features[0], row, feature),
    verdict: verdict(rows, row, winner, at, ttl),
  }));
}

/** 1 or 0: rows without a time, which no order holds, come last. */
function hasTime({ eventTime }: SourceRows, row: number): number {
  return Number(!Number.isNaN(eventTime.us[row]));
}

function verdict(rows: SourceRows, row: number, winner: number, at: Instant, ttl: number): string {
  const { us } = rows.eventTime;
  if (Number.isNaN(us[row])) return 'no time';
  if (isFuture(us[row], nanos(rows.eventTime, row), at.us, at.ns)) return 'later than at';
  if (expired(rows.eventTime, row, at, ttl)) return 'expired';
  if (row === winner) return 'wins';
  const isTie = us[row] === us[winner] && nanos(rows.eventTime, row) === nanos(rows.eventTime, winner);
  return isTie ? 'tie lost to a later created' : 'older';
}

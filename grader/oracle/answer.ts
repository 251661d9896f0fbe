import { HOUR } from './micros';
import type { Micros } from './micros';
import type { View } from './views';
import type { Request, Row, World } from './world';

/** What is asked for: at `now`, of the rows up to `until`, which is `now` itself for a training row. */
export interface Moment {
  readonly now: Micros;
  readonly until: Micros;
}

/**
 * The rule of the homework, by looking at every row of the key: of those with `now - ttl <= event_timestamp <= until`
 * the newest wins, among equal times the one created last, null being the smallest. Undefined where none is left.
 */
export function winner(world: World, view: View, request: Request, { now, until }: Moment): Row | undefined {
  let best: Row | undefined;
  for (const row of rowsOf(world, view, request)) {
    const event = row['event_timestamp'] as number;
    if (event > until || event > now || event < now - view.ttl) continue;
    if (best === undefined || isNewer(row, best)) best = row;
  }
  return best;
}

function isNewer(row: Row, other: Row): boolean {
  const [event, otherEvent] = [row['event_timestamp'] as number, other['event_timestamp'] as number];
  return event === otherEvent ? (row['created'] ?? -Infinity) > (other['created'] ?? -Infinity) : event > otherEvent;
}

/** The values of `view` that one row stands for; all null where there is none. */
export function valuesOf(view: View, row: Row | undefined): Record<string, number | null> {
  return Object.fromEntries(view.features.map((name) => [name, row === undefined ? null : valueOf(row, name)]));
}

function valueOf(row: Row, name: string): number | null {
  if (name !== 'hour_of_day') return row[name] ?? null;
  const hours = Math.floor((row['event_timestamp'] as number) / HOUR);
  return hours - 24 * Math.floor(hours / 24);
}

/** The features of `views` for a request, as both paths must give them. */
export function answer(world: World, views: readonly View[], request: Request, moment: Moment) {
  const parts = views.map((view) => valuesOf(view, winner(world, view, request, moment)));
  return Object.assign({}, ...parts) as Record<string, number | null>;
}

/** All rows of the request's key in the view's table. A null key has none. */
export function rowsOf(world: World, view: View, request: Request): readonly Row[] {
  const rows = world[view.table];
  const index = indexes.get(rows)?.get(view.name) ?? makeIndex(rows, view);
  return index.get(keyOf(view, request)) ?? [];
}

const indexes = new WeakMap<readonly Row[], Map<string, Map<string, Row[]>>>();

/** Key → rows: only so that big worlds are judged in time. */
function makeIndex(rows: readonly Row[], view: View): Map<string, Row[]> {
  const index = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(view, row as unknown as Request);
    const same = index.get(key);
    if (same) same.push(row);
    else index.set(key, [row]);
  }
  const known = indexes.get(rows) ?? new Map<string, Map<string, Row[]>>();
  indexes.set(rows, known.set(view.name, index));
  return index;
}

function keyOf(view: View, request: Request): string {
  const ids = view.keys.map((key) => request[key]);
  return ids.includes(null) ? 'null' : ids.join(' ');
}

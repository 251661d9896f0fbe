import { HOUR } from '../fraud/micros';
import type { Moment } from '../fraud/world';
import { rowsOf } from '../fraud/rows-of';
import type { View } from '../fraud/views';
import type { Request, Row, World } from '../fraud/world';

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
function valuesOf(view: View, row: Row | undefined): Record<string, number | null> {
  return Object.fromEntries(view.features.map((name) => [name, row === undefined ? null : valueOf(row, name)]));
}

function valueOf(row: Row, name: string): number | null {
  if (name !== 'hour_of_day') return row[name] ?? null;
  const hours = Math.floor((row['event_timestamp'] as number) / HOUR);
  return hours - 24 * Math.floor(hours / 24);
}

/** The features of `views` for a request, as both paths must give them. */
export function answer(
  world: World,
  views: readonly View[],
  request: Request,
  moment: Moment,
): Record<string, number | null> {
  const parts = views.map((view) => valuesOf(view, winner(world, view, request, moment)));
  return Object.assign({}, ...parts) as Record<string, number | null>;
}

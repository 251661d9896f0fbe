import { isExpired, isFuture } from '../join/rule';
import type { Instant } from '../time/time';
import type { Value } from '../types';
import type { OnlineRow } from './online-store';

/** Feast's words for what a value, or its absence, is. */
export type FeatureStatus = 'PRESENT' | 'NULL_VALUE' | 'NOT_FOUND' | 'OUTSIDE_MAX_AGE';

/** What one entity row gets of one view: a row that is alive at `now`, or why there is none. */
export type Outcome = OnlineRow | 'NOT_FOUND' | 'OUTSIDE_MAX_AGE';

/** @param ttl microseconds; 0 = no limit */
export function outcomeOf(row: OnlineRow | undefined, ttl: number, now: Instant): Outcome {
  if (row === undefined || isFuture(row.us, row.ns, now.us, now.ns)) return 'NOT_FOUND';
  return isExpired(row.us, row.ns, now.us, now.ns, ttl) ? 'OUTSIDE_MAX_AGE' : row;
}

/** @param position of the feature in `OnlineRow.values` */
export function valueOf(outcome: Outcome, position: number): Value {
  return typeof outcome === 'string' ? null : outcome.values[position];
}

export function statusOf(outcome: Outcome, position: number): FeatureStatus {
  if (typeof outcome === 'string') return outcome;
  return outcome.values[position] === null ? 'NULL_VALUE' : 'PRESENT';
}

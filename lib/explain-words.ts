import { formatAge } from './time/duration';
import type { FeatureStatus } from './online/outcome';
import { formatInstant, instantToNs } from './time/time';
import type { Instant } from './time/time';

/** What a sentence on the offline path needs to know. */
interface OfflineFacts {
  /** How many rows of the entity the source has. */
  readonly rows: number;
  /** The time of the newest one at or before `at`; undefined where there is none. */
  readonly winner: Instant | undefined;
  readonly status: FeatureStatus;
  readonly at: Instant;
  readonly ttl: string | undefined;
}

/** Why the offline path answers as it does, in a sentence. */
export function whyOffline({ rows, winner, status, at, ttl = '' }: OfflineFacts): string {
  const when = formatInstant(at);
  if (rows === 0) return 'offline: the source has no row of this entity';
  if (!winner) {
    const found = rows === 1 ? '1 row' : `${String(rows)} rows`;
    return `offline: the source has ${found} of this entity, none at or before ${when}`;
  }
  const time = instantText(winner);
  if (status === 'OUTSIDE_MAX_AGE')
    return `offline: the newest row is of ${time}, ${age(winner, at)} old at ${when}, more than the TTL of ${ttl}`;
  if (status === 'NULL_VALUE') return `offline: the row of ${time} wins, and its value is null in the source`;
  return `offline: the row of ${time} wins: the newest at or before ${when}`;
}

interface OnlineFacts {
  /** `event_timestamp` of the stored row; null where none is stored. */
  readonly online: { readonly status: FeatureStatus; readonly event_timestamp: string | null };
  /** What the offline path found. */
  readonly offline: FeatureStatus;
  readonly at: Instant;
  readonly ttl: string | undefined;
  /** False: the view is not served at all. */
  readonly isServed: boolean;
}

/** Why the online path answers as it does, in a sentence. */
export function whyOnline({ online, offline, at, ttl = '', isServed }: OnlineFacts): string {
  if (!isServed) return 'online: the view is not served: it says online: false';
  const time = online.event_timestamp;
  if (time === null) {
    const nothing = 'online: nothing is stored for this entity';
    return offline === 'NOT_FOUND' ? nothing : `${nothing}: it was not materialized`;
  }
  const stored = `online: the stored row is of ${time}`;
  if (online.status === 'NOT_FOUND') return `${stored}, later than ${formatInstant(at)}`;
  if (online.status === 'OUTSIDE_MAX_AGE') return `${stored}, older than the TTL of ${ttl} at ${formatInstant(at)}`;
  return online.status === 'NULL_VALUE' ? `${stored}, and its value is null` : stored;
}

/** In ISO 8601, or which end of time it is beyond: a stored row's may be any that 64 bits hold. */
export function instantText(instant: Instant): string {
  if (Math.abs(instant.us) < LAST_US) return formatInstant(instant);
  return instant.us < 0 ? 'before the year -271821' : 'after the year 275760';
}

/** As far as a Date reaches. */
const LAST_US = 8.64e18;

function age(time: Instant, at: Instant): string {
  return formatAge(Number((instantToNs(at) - instantToNs(time)) / 1000n));
}

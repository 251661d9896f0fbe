import { DataGenError } from '../data-gen-error';
import { wholeNumber } from '../whole-number';

/**
 * What real data are like. Each is one thing, so that a test can ask for just one:
 * - `corrections`: one row in twenty comes again an hour to a week later, with other values
 * - `ties`: one in twenty comes twice at one time, created a microsecond apart, or once without `created`
 * - `nulls`: one value in sixteen is null, `created` too
 * - `equal-ids`: customers and merchants have the same ids, from 1 on
 * - `extreme-ids`: ids up to ±(2^53 − 1)
 * - `expired`: the stats of one customer and one merchant in ten stop, longer ago than their ttl
 * - `zones`: customers live in 24 time zones, and their days end at their own midnight
 * - `dst-gaps`: on the days on which a clock somewhere jumps, rows lie around that instant
 * - `unknown-keys`: one label in twelve has an id that is unknown or null, or two
 * - `duplicate-labels`: one label in sixteen is there twice, and of those one in ten says the opposite
 * - `late-labels`: labels up to 36 hours after their transaction
 * - `boundaries`: labels at the very time of a row, a microsecond before, a microsecond after
 * - `ttl-edges`: labels at a row's time + ttl, a microsecond before, a microsecond after
 */
export const AWKWARD = [
  'corrections',
  'ties',
  'nulls',
  'equal-ids',
  'extreme-ids',
  'expired',
  'zones',
  'dst-gaps',
  'unknown-keys',
  'duplicate-labels',
  'late-labels',
  'boundaries',
  'ttl-edges',
] as const;
export type Awkward = (typeof AWKWARD)[number];

/** What to make. The same options give the same rows, on any machine and at any time. */
export interface FraudOptions {
  /** 1 to 10,000,000; 300 where absent. */
  readonly customers?: number | undefined;
  /** 1 to 1,000,000; 80 where absent. */
  readonly merchants?: number | undefined;
  /** Days of 24 hours, ending at `end`: 1 to 36,500; 60 where absent. */
  readonly days?: number | undefined;
  /** The midnight (UTC) at which the data end, cut to it; 1900 to 2200. Nothing but labels lies after it. */
  readonly end: Date;
  /** The transactions of the last so many days have labels: 1 to `days`; 14 where absent, or `days` where less. */
  readonly labelDays?: number | undefined;
  /** 0 to 2^32 − 1; 1 where absent. */
  readonly seed?: number | undefined;
  /** Nothing where absent: plain data. */
  readonly awkward?: readonly Awkward[] | undefined;
  /** For `ttl-edges` and `expired`: each table's, in days. 7, 30 and 1 where absent. */
  readonly ttlDays?: TtlDays | undefined;
}

export interface TtlDays {
  readonly customer_stats: number;
  readonly merchant_stats: number;
  readonly transactions: number;
}

/** The options with nothing left open. Days since 1970, both ends included. */
export interface FraudPlan {
  readonly customers: number;
  readonly merchants: number;
  readonly firstDay: number;
  readonly lastDay: number;
  readonly firstLabelDay: number;
  readonly seed: number;
  readonly awkward: ReadonlySet<Awkward>;
  readonly ttlDays: TtlDays;
}

export const FRAUD_DEFAULTS = { customers: 300, merchants: 80, days: 60, labelDays: 14, seed: 1 } as const;
export const TTL_DAYS: TtlDays = { customer_stats: 7, merchant_stats: 30, transactions: 1 };

const DAY_MS = 86_400_000;

/** @throws DataGenError naming the option and its value */
export function planFraud(options: FraudOptions): FraudPlan {
  const days = wholeNumber('days', options.days ?? FRAUD_DEFAULTS.days, 1, 36_500);
  const labelDays = wholeNumber('labelDays', options.labelDays ?? Math.min(FRAUD_DEFAULTS.labelDays, days), 1, days);
  const lastDay = endDay(options.end) - 1;
  return {
    customers: wholeNumber('customers', options.customers ?? FRAUD_DEFAULTS.customers, 1, 10_000_000),
    merchants: wholeNumber('merchants', options.merchants ?? FRAUD_DEFAULTS.merchants, 1, 1_000_000),
    firstDay: lastDay - days + 1,
    lastDay,
    firstLabelDay: lastDay - labelDays + 1,
    seed: wholeNumber('seed', options.seed ?? FRAUD_DEFAULTS.seed, 0, 0xffff_ffff),
    awkward: new Set(options.awkward?.map(known)),
    ttlDays: options.ttlDays ?? TTL_DAYS,
  };
}

function known(name: string): Awkward {
  const found = AWKWARD.find((each) => each === name);
  if (found) return found;
  throw new DataGenError(`awkward ${JSON.stringify(name)} is not known`, `take of ${AWKWARD.join(', ')}`);
}

function endDay(end: Date): number {
  if (Number.isNaN(end.getTime())) throw new DataGenError('end is not a time', 'pass a valid Date');
  const year = end.getUTCFullYear();
  if (year >= 1900 && year <= 2200) return Math.floor(end.getTime() / DAY_MS);
  throw new DataGenError(`end ${end.toISOString()} is not possible`, 'take a time from 1900 to 2200');
}

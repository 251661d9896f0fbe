import { uniform } from './random';

/** A late correction: the row of (driver, hour) comes again with other values. */
export interface Correction {
  readonly driver: number;
  /** The hour that is corrected, in hours since 1970: the row's event time. */
  readonly hour: number;
  /** When it arrives, in microseconds since 1970: 1 hour to 7 days after its event time. */
  readonly created: number;
}

const HOUR_US = 3_600_000_000;
const MINUTE_US = 60_000_000;
/** One row in fifty is corrected. */
const SHARE = 0.02;
const DRAW = { happens: 32, kind: 33, hours: 34, within: 35 } as const;

/** The correction of (driver, hour), if that row is one of those that are corrected. */
export function correctionOf(seed: number, driver: number, hour: number): Correction | undefined {
  if (uniform(seed, driver, hour, DRAW.happens) >= SHARE) return undefined;
  const arrives = hour + delayHours(seed, driver, hour);
  const within = 5 * MINUTE_US + Math.floor(uniform(seed, driver, hour, DRAW.within) * 54 * MINUTE_US);
  return { driver, hour, created: arrives * HOUR_US + within };
}

/** Most come the same day, three in ten within two days, one in ten up to a week later. */
function delayHours(seed: number, driver: number, hour: number): number {
  const kind = uniform(seed, driver, hour, DRAW.kind);
  const spread = uniform(seed, driver, hour, DRAW.hours);
  if (kind < 0.6) return 1 + Math.floor(spread * 12);
  return kind < 0.9 ? 12 + Math.floor(spread * 36) : 48 + Math.floor(spread * 119);
}

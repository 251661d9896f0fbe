import { DataGenError } from './data-gen-error';
import { wholeNumber } from './whole-number';

/** What to make. The same options give the same rows, on any machine and at any time. */
export interface DriverOptions {
  /** How many drivers, from 1001 on: 1 to 1,000,000; 5 where absent. The first five of many are the same five. */
  readonly drivers?: number | undefined;
  /** How many days of 24 hours, ending at `end`: 1 to 36,500; 15 where absent. */
  readonly days?: number | undefined;
  /** Exactly how many rows, the newest: 1 to 1,000,000,000. Where given, it decides and `days` does not count. */
  readonly rows?: number | undefined;
  /** The last event time, included, cut to its full hour (UTC). The first one must not lie before 1970. */
  readonly end: Date;
  /** 0 to 2^32 − 1; 1 where absent. */
  readonly seed?: number | undefined;
}

/** The options with nothing left open: full hours since 1970, both ends included. */
export interface DriverPlan {
  readonly drivers: number;
  readonly firstHour: number;
  readonly lastHour: number;
  /** Where absent, all rows of those hours. */
  readonly rows: number | undefined;
  readonly seed: number;
}

export const DEFAULT_DRIVERS: number = 5;
export const DEFAULT_DAYS: number = 15;
export const DEFAULT_SEED: number = 1;

const HOUR_MS = 3_600_000;
const LAST_YEAR = 2200;

/** @throws DataGenError naming the option and its value */
export function planDrivers(options: DriverOptions): DriverPlan {
  const drivers = wholeNumber('drivers', options.drivers ?? DEFAULT_DRIVERS, 1, 1_000_000);
  const days = wholeNumber('days', options.days ?? DEFAULT_DAYS, 1, 36_500);
  const rows = options.rows === undefined ? undefined : wholeNumber('rows', options.rows, 1, 1_000_000_000);
  const seed = wholeNumber('seed', options.seed ?? DEFAULT_SEED, 0, 0xffff_ffff);
  const lastHour = hourOf(options.end);
  const hours = rows === undefined ? days * 24 : Math.ceil(rows / drivers);
  const firstHour = lastHour - hours + 1;
  if (firstHour < 0) {
    throw new DataGenError(
      `end ${options.end.toISOString()}: ${String(hours)} hours before it lie before 1970`,
      'take a later end, or fewer days or rows',
    );
  }
  return { drivers, firstHour, lastHour, rows, seed };
}

function hourOf(end: Date): number {
  if (Number.isNaN(end.getTime())) throw new DataGenError('end is not a time', 'pass a valid Date');
  if (end.getTime() < 0 || end.getUTCFullYear() > LAST_YEAR) {
    throw new DataGenError(`end ${end.toISOString()} is not possible`, `take a time from 1970 to ${String(LAST_YEAR)}`);
  }
  return Math.floor(end.getTime() / HOUR_MS);
}

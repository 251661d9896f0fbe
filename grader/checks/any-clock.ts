import { DAY } from '../fraud/micros';
import type { Surroundings } from '../run/scripts';
import type { Machine } from './in-each';

const YEARS = 3652 * DAY;

const at =
  (sign: number) =>
  (now: number): Surroundings => ({ clock: now + sign * YEARS });

/**
 * C1: the clock of the machine ten years ahead while it trains and stores and ten years behind while it serves, and
 * the other way. It is `Date` that is changed, in the script, its threads and its Node processes; SQLite's and
 * DuckDB's own clocks show the real time, which is years away from that of the data, in every check.
 */
export const CLOCKS: readonly Machine[] = [
  [at(1), at(-1)],
  [at(-1), at(1)],
];

import { uniform } from './random';

/** What is measured of a driver in an hour. */
export interface DriverValues {
  /** Share of the offered trips that were made, 0 to 1; a float32. */
  readonly conv_rate: number;
  /** Share of the offered trips that were accepted, 0 to 1; a float32. */
  readonly acc_rate: number;
  /** Trips a day, 0 or more; whole. */
  readonly avg_daily_trips: number;
}

/** How a driver differs from the others, for as long as the data last. */
export interface DriverTraits {
  readonly driver: number;
  readonly seed: number;
  readonly conversion: number;
  readonly acceptance: number;
  /** How much the rush hour moves the rates. */
  readonly swing: number;
  /** How erratic: the rates' hourly noise. */
  readonly noise: number;
  readonly trips: number;
}

/** What each draw of `uniform` is for: one number each, so that none repeats another. */
const DRAW = { conversion: 0, acceptance: 1, swing: 2, noise: 3, trips: 4, drift: 5, jitter: 8 } as const;

/** The hour that stands for "always" in the draws of a driver's traits. */
const ALWAYS = -1;

export function driverTraits(seed: number, driver: number): DriverTraits {
  const between = (draw: number, low: number, high: number): number =>
    low + (high - low) * uniform(seed, driver, ALWAYS, draw);
  return {
    driver,
    seed,
    conversion: between(DRAW.conversion, 0.35, 0.65),
    acceptance: between(DRAW.acceptance, 0.5, 0.8),
    swing: between(DRAW.swing, 0.08, 0.25),
    noise: between(DRAW.noise, 0.02, 0.09),
    trips: between(DRAW.trips, 10, 34),
  };
}

/** How busy the city is, 0 to 1, by hour of the day (UTC). Tables, no sines: the same bits on every machine. */
// prettier-ignore
const WEEKDAY_RUSH = [
  0.05, 0.02, 0, 0, 0.02, 0.1, 0.35, 0.8, 1, 0.7, 0.4, 0.35, 0.5, 0.55, 0.4, 0.35, 0.5, 0.8, 1, 0.9, 0.6, 0.4, 0.25, 0.12,
];
// prettier-ignore
const WEEKEND_RUSH = [
  0.7, 0.6, 0.45, 0.25, 0.1, 0.05, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.6, 0.55, 0.5, 0.5, 0.55, 0.65, 0.75, 0.85, 0.95, 1, 0.85,
];
/** Trips of a day beside the driver's usual, from Sunday on. */
const TRIPS_BY_WEEKDAY = [0.8, 0.9, 0.95, 1, 1.05, 1.25, 1.15];

/**
 * The values of a driver at a full hour (hours since 1970). `version` 0 is what is measured at first, 1 its
 * correction: other noise, and the 1 to 3 trips that were reported late.
 */
export function driverValues(traits: DriverTraits, hour: number, version: 0 | 1): DriverValues {
  const day = Math.floor(hour / 24);
  const weekday = (day + 4) % 7;
  const rush = ((weekday % 6 === 0 ? WEEKEND_RUSH : WEEKDAY_RUSH)[hour % 24] ?? 0) - 0.4;
  const jitter = DRAW.jitter + version * 8;
  const trips = traits.trips * (TRIPS_BY_WEEKDAY[weekday] ?? 1) + 6 * drift(traits, hour, 2);
  return {
    conv_rate: rate(traits.conversion + traits.swing * rush + 0.15 * drift(traits, hour, 0), traits, hour, jitter),
    acc_rate: rate(
      traits.acceptance - 0.7 * traits.swing * rush + 0.1 * drift(traits, hour, 1),
      traits,
      hour,
      jitter + 3,
    ),
    avg_daily_trips: Math.max(0, Math.round(trips)) + version * lateTrips(traits, hour),
  };
}

function lateTrips({ seed, driver }: DriverTraits, hour: number): number {
  return 1 + Math.floor(3 * uniform(seed, driver, hour, DRAW.jitter + 6));
}

/** `mean` with the driver's noise (three draws: nearly a bell), as a float32 from 0 to 1. */
function rate(mean: number, { seed, driver, noise }: DriverTraits, hour: number, draw: number): number {
  const bell =
    uniform(seed, driver, hour, draw) +
    uniform(seed, driver, hour, draw + 1) +
    uniform(seed, driver, hour, draw + 2) -
    1.5;
  return Math.fround(Math.min(1, Math.max(0, mean + noise * bell)));
}

/** −0.5 to 0.5, wandering from one day's midnight to the next. */
function drift({ seed, driver }: DriverTraits, hour: number, which: number): number {
  const day = Math.floor(hour / 24);
  const today = uniform(seed, driver, day, DRAW.drift + which - 100);
  const tomorrow = uniform(seed, driver, day + 1, DRAW.drift + which - 100);
  return today + (tomorrow - today) * ((hour % 24) / 24) - 0.5;
}

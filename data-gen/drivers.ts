import { correctionOf, type Correction } from './corrections';
import { planDrivers, type DriverOptions, type DriverPlan } from './driver-options';
import { driverTraits, driverValues, type DriverTraits, type DriverValues } from './driver-values';
import { uniform } from './random';

/** One row of the drivers' hourly stats, columns in the file's order. No nulls. */
export interface DriverRow extends DriverValues {
  /** A full hour, in microseconds since 1970 (UTC). */
  readonly event_timestamp: number;
  /** 1001 and on. */
  readonly driver_id: number;
  /**
   * When the row was written, in microseconds since 1970. The hourly job writes all drivers at once, 5 to 90
   * seconds after the hour; a correction has the event time of the row it corrects and arrives 1 hour to 7
   * days later. Corrections that arrive after `end` have not happened yet and are not there.
   */
  readonly created: number;
}

export const FIRST_DRIVER: number = 1001;

const HOUR_US = 3_600_000_000;
const SECOND_US = 1_000_000;
/** The driver that stands for "all of them" in the draws of the hourly job. */
const JOB = 0;

/**
 * The drivers' hourly stats in the order in which they were written (`created` never decreases), one row at a
 * time. What is kept is one record a driver and the corrections still to come, however many the rows.
 * @throws DataGenError for an option that cannot be
 */
export function driverRows(options: DriverOptions): Generator<DriverRow, void, undefined> {
  return newestRows(planDrivers(options));
}

function* newestRows(plan: DriverPlan): Generator<DriverRow, void, undefined> {
  let skip = plan.rows === undefined ? 0 : countRows(plan) - plan.rows;
  for (const row of allRows(plan)) {
    if (skip > 0) skip -= 1;
    else yield row;
  }
}

function* allRows(plan: DriverPlan): Generator<DriverRow, void, undefined> {
  const traits = Array.from({ length: plan.drivers }, (_, i) => driverTraits(plan.seed, FIRST_DRIVER + i));
  const pending = new Map<number, Correction[]>();
  for (let hour = plan.firstHour; hour <= plan.lastHour; hour += 1) {
    const created = hour * HOUR_US + jobLatency(plan.seed, hour);
    for (const driver of traits) {
      yield driverRow(driver, hour, created, 0);
      foresee(pending, correctionOf(plan.seed, driver.driver, hour));
    }
    if (hour < plan.lastHour) yield* arrivals(traits, pending, hour);
  }
}

function foresee(pending: Map<number, Correction[]>, correction: Correction | undefined): void {
  if (!correction) return;
  const hour = arrivalHour(correction);
  const others = pending.get(hour);
  if (others) others.push(correction);
  else pending.set(hour, [correction]);
}

function* arrivals(
  traits: readonly DriverTraits[],
  pending: Map<number, Correction[]>,
  hour: number,
): Generator<DriverRow, void, undefined> {
  const arrived = pending.get(hour) ?? [];
  pending.delete(hour);
  arrived.sort((a, b) => a.created - b.created || a.driver - b.driver);
  for (const correction of arrived) {
    yield driverRow(traits[correction.driver - FIRST_DRIVER], correction.hour, correction.created, 1);
  }
}

function driverRow(traits: DriverTraits, hour: number, created: number, version: 0 | 1): DriverRow {
  const values = driverValues(traits, hour, version);
  return {
    event_timestamp: hour * HOUR_US,
    driver_id: traits.driver,
    conv_rate: values.conv_rate,
    acc_rate: values.acc_rate,
    avg_daily_trips: values.avg_daily_trips,
    created,
  };
}

function jobLatency(seed: number, hour: number): number {
  return 5 * SECOND_US + Math.floor(uniform(seed, JOB, hour, 0) * 85 * SECOND_US);
}

function arrivalHour(correction: Correction): number {
  return Math.floor(correction.created / HOUR_US);
}

function countRows({ seed, drivers, firstHour, lastHour }: DriverPlan): number {
  let count = (lastHour - firstHour + 1) * drivers;
  for (let hour = firstHour; hour < lastHour; hour += 1) {
    for (let driver = FIRST_DRIVER; driver < FIRST_DRIVER + drivers; driver += 1) {
      const correction = correctionOf(seed, driver, hour);
      if (correction && arrivalHour(correction) < lastHour) count += 1;
    }
  }
  return count;
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DriverOptions } from './driver-options';
import { driverRows, type DriverRow } from './drivers';

const HOUR = 3_600_000_000;
const MINUTE = 60_000_000;
const end = new Date('2025-01-31T23:00:00Z');
const endUs = end.getTime() * 1000;

function rows(options: Partial<DriverOptions> = {}): DriverRow[] {
  return [...driverRows({ end, ...options })];
}

const cellOf = (row: DriverRow): string => `${String(row.driver_id)} ${String(row.event_timestamp)}`;

/** The rows that come a second time for their driver and hour. */
function corrections(of: readonly DriverRow[]): { first: DriverRow; again: DriverRow }[] {
  const firsts = new Map<string, DriverRow>();
  return of.flatMap((again) => {
    const first = firsts.get(cellOf(again));
    if (!first) firsts.set(cellOf(again), again);
    return first ? [{ first, again }] : [];
  });
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const someOptions = fc.record({
  drivers: fc.integer({ min: 1, max: 12 }),
  days: fc.integer({ min: 1, max: 6 }),
  seed: fc.integer({ min: 0, max: 0xffff_ffff }),
  end: fc.date({ min: new Date('1970-02-01'), max: new Date('2199-12-31'), noInvalidDate: true }),
});

describe('driverRows', () => {
  it('1 has each of drivers 1001 to 1005 at each hour of 15 days, the last at end', () => {
    const cells = new Set(rows().map(cellOf));
    expect(cells.size).toBe(5 * 15 * 24);
    for (let back = 0; back < 15 * 24; back += 1) {
      for (let driver = 1001; driver <= 1005; driver += 1) {
        expect(cells).toContain(`${String(driver)} ${String(endUs - back * HOUR)}`);
      }
    }
  });

  it('2 has the columns in the order of the file', () => {
    expect(Object.keys(rows()[0] ?? {})).toEqual([
      'event_timestamp',
      'driver_id',
      'conv_rate',
      'acc_rate',
      'avg_daily_trips',
      'created',
    ]);
  });

  it('3 cuts end to its full hour', () => {
    expect(rows({ end: new Date('2025-01-31T23:59:59.999Z') })).toEqual(rows());
  });

  it('4 has rates that are float32 from 0 to 1, whole trips, and rows in the order of created', () => {
    fc.assert(
      fc.property(someOptions, (options) => {
        let last = 0;
        for (const row of driverRows(options)) {
          for (const rate of [row.conv_rate, row.acc_rate]) {
            if (!(rate >= 0 && rate <= 1 && Math.fround(rate) === rate)) return false;
          }
          if (!Number.isInteger(row.avg_daily_trips) || row.avg_daily_trips < 0) return false;
          if (row.created < last || row.created <= row.event_timestamp) return false;
          last = row.created;
        }
        return true;
      }),
      { numRuns: 40 },
    );
  });

  it('5 has the same drivers in a larger set', () => {
    fc.assert(
      fc.property(someOptions, fc.integer({ min: 1, max: 12 }), (options, fewer) => {
        const some = rows({ ...options, drivers: Math.min(fewer, options.drivers) });
        const all = rows(options).filter((row) => row.driver_id < 1001 + fewer);
        expect(all).toEqual(some);
      }),
      { numRuns: 25 },
    );
  });

  it('6 only adds rows when end moves on: what was known at end stays', () => {
    fc.assert(
      fc.property(someOptions, (options) => {
        const later = new Date(options.end.getTime() + 24 * 3_600_000);
        const lastHour = Math.floor(options.end.getTime() / 3_600_000) * HOUR;
        // The last hour's job runs up to 90 s after it; what is corrected later is not known yet.
        const known = rows({ ...options, end: later, days: options.days + 1 }).filter(
          (row) => row.event_timestamp <= lastHour && row.created < lastHour + 2 * MINUTE,
        );
        expect(known).toEqual(rows(options));
      }),
      { numRuns: 25 },
    );
  });

  it('7 makes exactly as many rows as asked for, the newest ones', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 40 }), (count, drivers) => {
        const made = rows({ rows: count, drivers });
        expect(made).toHaveLength(count);
        expect(made.at(-1)?.event_timestamp).toBe(endUs);
      }),
      { numRuns: 25 },
    );
  });

  it('8 corrects about one row in fifty: same event time, later created, other values, known by end', () => {
    const all = rows({ drivers: 50 });
    const found = corrections(all);
    expect(found.length / all.length).toBeGreaterThan(0.015);
    expect(found.length / all.length).toBeLessThan(0.022);
    for (const { first, again } of found) {
      expect(again.created).toBeGreaterThan(first.created);
      expect(again.created).toBeLessThanOrEqual(endUs);
      expect(again.avg_daily_trips).toBeGreaterThan(first.avg_daily_trips);
      expect(again.conv_rate).not.toBe(first.conv_rate);
    }
    const days = found.map(({ again }) => (again.created - again.event_timestamp) / HOUR / 24);
    expect(days.filter((late) => late < 0.6).length).toBeGreaterThan(found.length / 2);
    expect(days.filter((late) => late > 2).length).toBeGreaterThan(found.length / 20);
  });

  it('9 has a correction of each of the five drivers of the class', () => {
    const corrected = new Set(corrections(rows()).map(({ again }) => again.driver_id));
    expect([...corrected].sort()).toEqual([1001, 1002, 1003, 1004, 1005]);
  });

  it('10 has a daily rhythm: at the rush hours more offers become trips and fewer are accepted', () => {
    const workdays = rows({ drivers: 50 }).filter((row) => ![0, 6].includes(utc(row).getUTCDay()));
    const at = (hours: number[]): DriverRow[] => workdays.filter((row) => hours.includes(utc(row).getUTCHours()));
    const [rush, night] = [at([8, 18]), at([2, 3])];
    expect(mean(rush.map((row) => row.conv_rate)) - mean(night.map((row) => row.conv_rate))).toBeGreaterThan(0.1);
    expect(mean(night.map((row) => row.acc_rate)) - mean(rush.map((row) => row.acc_rate))).toBeGreaterThan(0.05);
  });

  it('11 has more trips on Fridays than on Sundays', () => {
    const trips = (day: number): number[] =>
      rows({ drivers: 50 }).flatMap((row) => (utc(row).getUTCDay() === day ? [row.avg_daily_trips] : []));
    expect(mean(trips(5)) / mean(trips(0))).toBeGreaterThan(1.3);
  });

  it('12 has drivers who differ: by level more than by chance, and in how erratic they are', () => {
    const all = rows({ drivers: 20 });
    const levels = Array.from({ length: 20 }, (_, i) => mean(of(all, 1001 + i).map((row) => row.conv_rate)));
    expect(Math.max(...levels) - Math.min(...levels)).toBeGreaterThan(0.15);
    const jumps = Array.from({ length: 20 }, (_, i) => hourlyJump(of(all, 1001 + i)));
    expect(Math.max(...jumps) / Math.min(...jumps)).toBeGreaterThan(1.5);
  });

  it.each([
    [{ drivers: 0 }, 'drivers 0 is not possible\nfix: take a whole number from 1 to 1000000'],
    [{ days: 1.5 }, 'days 1.5 is not possible\nfix: take a whole number from 1 to 36500'],
    [{ rows: NaN }, 'rows NaN is not possible\nfix: '],
    [{ seed: -1 }, 'seed -1 is not possible\nfix: take a whole number from 0 to 4294967295'],
    [{ end: new Date(NaN) }, 'end is not a time\nfix: '],
    [{ end: new Date('1969-12-31T23:00:00Z') }, 'end 1969-12-31T23:00:00.000Z is not possible\nfix: '],
    [{ end: new Date('1970-01-02T00:00:00Z') }, '360 hours before it lie before 1970\nfix: take a later end'],
  ])('13 refuses %j at the call, with what to do', (options, message) => {
    expect(() => driverRows({ end, ...options })).toThrow(message);
  });
});

const utc = (row: DriverRow): Date => new Date(row.event_timestamp / 1000);

function of(all: readonly DriverRow[], driver: number): DriverRow[] {
  return all.filter((row) => row.driver_id === driver);
}

function hourlyJump(ofOne: readonly DriverRow[]): number {
  return mean(ofOne.slice(1).map((row, i) => Math.abs(row.acc_rate - (ofOne[i]?.acc_rate ?? 0))));
}

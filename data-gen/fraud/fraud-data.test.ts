import { describe, expect, it } from 'vitest';
import { clockJump } from './dst-gaps';
import { fraudTables } from './fraud-data';
import { AWKWARD, type Awkward, type FraudOptions } from './fraud-options';
import type { FraudTables } from './fraud-rows';

const DAY_US = 86_400_000_000;
const end = new Date('2025-06-10T00:00:00Z');
const END_US = end.getTime() * 1000;
const make = (options: Partial<FraudOptions> = {}): FraudTables => fraudTables({ end, ...options });
const only = (...awkward: Awkward[]): FraudTables => make({ awkward });
const plain = make();

const KEYS = {
  customer_stats: ['customer_id'],
  merchant_stats: ['merchant_id'],
  transactions: ['customer_id', 'merchant_id'],
} as const;

type Row = Readonly<Record<string, number | null>>;

function sources(tables: FraudTables): [keyof typeof KEYS, readonly Row[]][] {
  return (Object.keys(KEYS) as (keyof typeof KEYS)[]).map((table) => [table, tables[table] as unknown as Row[]]);
}

function keyOf(table: keyof typeof KEYS, row: Row): string {
  return [...KEYS[table].map((name) => row[name]), row['event_timestamp']].join();
}

/** The rows by key and event time. */
function byKeyAndTime(table: keyof typeof KEYS, rows: readonly Row[]): Row[][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(table, row);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

describe('plain fraud data', () => {
  it('1 has 300 customers and 80 merchants, each with stats at every midnight up to the end', () => {
    expect(new Set(plain.customer_stats.map((row) => row.customer_id)).size).toBe(300);
    expect(plain.merchant_stats.length).toBe(80 * 60);
    const midnights = [...plain.customer_stats, ...plain.merchant_stats].map((row) => row.event_timestamp);
    expect(midnights.every((time) => time % DAY_US === 0 && time <= END_US)).toBe(true);
    expect(Math.max(...midnights)).toBe(END_US);
  });

  it('2 has no nulls, no two rows of one key and time, whole counts, ratings from 1 to 5, amounts in cents', () => {
    for (const [table, rows] of sources(plain)) {
      expect(
        rows.every((row) => Object.values(row).every(Number.isFinite)),
        table,
      ).toBe(true);
      expect(
        byKeyAndTime(table, rows).every((same) => same.length === 1),
        table,
      ).toBe(true);
    }
    expect(plain.merchant_stats.every(({ avg_rating }) => avg_rating! >= 1 && avg_rating! <= 5)).toBe(true);
    expect(plain.transactions.every(({ amount }) => amount! > 0 && Math.round(amount! * 100) / 100 === amount)).toBe(
      true,
    );
  });

  it.each(['plain', 'zones'] as const)('3 counts of the last seven days what the transactions say: %s', (which) => {
    const { customer_stats, transactions } = which === 'plain' ? plain : only('zones');
    for (const stats of customer_stats.filter((_, i) => i % 97 === 0)) {
      const week = transactions.filter(
        ({ customer_id, event_timestamp: time }) =>
          customer_id === stats.customer_id &&
          time < stats.event_timestamp &&
          time >= stats.event_timestamp - 7 * DAY_US,
      );
      expect(stats.n_purchases_7d).toBe(week.length);
    }
  });

  it('4 has a label for each transaction of the last 14 days, at its time, one in thirty to one in ten a fraud', () => {
    const last = plain.transactions.filter(({ event_timestamp }) => event_timestamp >= END_US - 14 * DAY_US);
    const keys = (
      rows: readonly { customer_id: number | null; merchant_id: number | null; event_timestamp: number }[],
    ) => rows.map((row) => [row.customer_id, row.merchant_id, row.event_timestamp]);
    expect(keys(plain.labels)).toEqual(keys(last));
    const rate = plain.labels.filter((label) => label.is_fraud === 1).length / plain.labels.length;
    expect(rate).toBeGreaterThan(1 / 30);
    expect(rate).toBeLessThan(1 / 10);
  });

  it('5 is the same for the same seed, other for another, and ends where it is told, before 1970 too', () => {
    expect(make()).toEqual(plain);
    expect(make({ seed: 2 }).transactions).not.toEqual(plain.transactions);
    const old = make({ end: new Date('1969-12-20T15:00:00Z') });
    expect(old.transactions.every(({ event_timestamp: time }) => time < Date.parse('1969-12-20') * 1000)).toBe(true);
    expect(old.transactions.every((row) => Number.isSafeInteger(row.event_timestamp))).toBe(true);
    expect(old.labels.length).toBeGreaterThan(1000);
  });

  it.each([
    [{ customers: 0 }, 'customers 0 is not possible'],
    [{ days: 10, labelDays: 11 }, 'labelDays 11 is not possible'],
    [{ end: new Date('1899-12-31') }, 'end 1899-12-31T00:00:00.000Z is not possible'],
    [{ end: new Date('never') }, 'end is not a time'],
    [{ awkward: ['nulz' as Awkward] }, 'awkward "nulz" is not known'],
  ])('6 refuses %j', (options, problem) => {
    expect(() => make(options)).toThrow(problem);
  });
});

describe('awkward fraud data', () => {
  it.each(['corrections', 'ties'] as const)(
    '7 %s: some keys have several rows of one time, never of one created',
    (name) => {
      for (const [table, rows] of sources(only(name))) {
        const several = byKeyAndTime(table, rows).filter((same) => same.length > 1);
        expect(several.length, table).toBeGreaterThan(20);
        for (const same of several) expect(new Set(same.map((row) => row['created'])).size).toBe(same.length);
        const distance = several.map(([a, b]) => Math.abs(a['created']! - b['created']!));
        if (name === 'ties') expect(distance).toContain(1);
        else expect(Math.min(...distance)).toBeGreaterThanOrEqual(3_600_000_000);
      }
    },
  );

  it('8 ties: without created on one side, and values that differ', () => {
    const several = byKeyAndTime('customer_stats', only('ties').customer_stats as unknown as Row[]);
    const pairs = several.filter((same) => same.length > 1);
    expect(pairs.some((same) => same.some((row) => row['created'] === null))).toBe(true);
    expect(pairs.every(([a, b]) => a['avg_purchase'] !== b['avg_purchase'])).toBe(true);
  });

  it('9 nulls: in every column that may have them, never in ids and event_timestamp', () => {
    for (const [table, rows] of sources(only('nulls'))) {
      const withNull = Object.keys(rows[0]).filter((name) => rows.some((row) => row[name] === null));
      const never = Object.keys(rows[0]).filter((name) => name.endsWith('_id') || name === 'event_timestamp');
      expect([...withNull, ...never].sort(), table).toEqual(Object.keys(rows[0]).sort());
    }
  });

  it('10 ids: equal on both sides, or up to ±(2^53 − 1)', () => {
    const equal = only('equal-ids');
    expect(new Set(equal.labels.map((row) => row.merchant_id))).toContain(7);
    expect(equal.transactions.some((row) => row.customer_id === row.merchant_id)).toBe(true);
    const ids = only('extreme-ids').transactions.flatMap((row) => [row.customer_id, row.merchant_id]);
    expect([Math.min(...ids), Math.max(...ids)]).toEqual([-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]);
    expect(ids.every(Number.isSafeInteger)).toBe(true);
  });

  it('11 expired: some have no stats that live at any of their labels', () => {
    const { customer_stats, labels } = only('expired');
    const last = new Map(customer_stats.map((row) => [row.customer_id as number | null, row.event_timestamp]));
    const expired = labels.filter((row) => last.get(row.customer_id)! < row.event_timestamp - 7 * DAY_US);
    expect(expired.length).toBeGreaterThan(20);
  });

  it('12 zones: midnights of many zones', () => {
    const { customer_stats } = only('zones');
    expect(new Set(customer_stats.map((row) => row.event_timestamp % DAY_US)).size).toBeGreaterThan(15);
    expect(customer_stats.every((row) => row.event_timestamp <= END_US)).toBe(true);
  });

  it('12b zones: no stats know of a purchase that comes after them', () => {
    const until = (days: number) =>
      make({ end: new Date(Date.UTC(2025, 5, days)), days: 40 + days, awkward: ['zones', 'dst-gaps'] });
    const [whole, cut] = [until(12), until(11)];
    // What happens on the last day changes nothing of what was known before it.
    for (const table of ['merchant_stats', 'customer_stats'] as const) {
      const last = Date.UTC(2025, 5, 11) * 1000;
      expect(whole[table].filter(({ event_timestamp }) => event_timestamp <= last)).toEqual(cut[table]);
    }
  });

  it('12c dst-gaps: nothing lies after the end, also where a clock jumps on the day after it', () => {
    const end = new Date('2025-03-30T00:00:00Z');
    const { customer_stats, merchant_stats, transactions } = make({ end, awkward: ['zones', 'dst-gaps'] });
    for (const rows of [customer_stats, merchant_stats, transactions])
      expect(rows.every(({ event_timestamp }) => event_timestamp <= end.getTime() * 1000)).toBe(true);
  });

  it('13 dst-gaps: rows at the jump of a clock, just before and just after', () => {
    const jump = Date.parse('2025-03-30T01:00:00Z') * 1000;
    expect(clockJump(jump / DAY_US - 1 / 24)).toBe(jump);
    const { customer_stats, transactions } = make({ end: new Date('2025-04-10'), awkward: ['dst-gaps'] });
    const times = customer_stats.map((row) => row.event_timestamp);
    for (const time of [jump - 1, jump, jump + 1]) expect(times).toContain(time);
    const day = transactions.filter((row) => Math.floor(row.event_timestamp / DAY_US) === Math.floor(jump / DAY_US));
    expect(day.length).toBeGreaterThan(50);
    expect(day.every((row) => Math.abs(row.event_timestamp - jump) < 4 * 3_600_000_000)).toBe(true);
    for (const [table, rows] of sources({ ...plain, transactions }))
      expect(byKeyAndTime(table, rows).every((same) => same.length === 1)).toBe(true);
  });

  it.each([
    ['2025-03-09T07:00:00Z'],
    ['2025-04-05T16:00:00Z'],
    ['2025-10-04T16:00:00Z'],
    ['2025-10-26T01:00:00Z'],
    ['2025-11-02T06:00:00Z'],
  ])('14 a clock jumps at %s', (text) => {
    const jump = Date.parse(text) * 1000;
    expect(clockJump(Math.floor(jump / DAY_US))).toBe(jump);
    expect(clockJump(Math.floor(jump / DAY_US) + 1)).toBeUndefined();
  });

  it('15 labels: unknown and null ids, twice the same, late, and at the edges', () => {
    const ids = only('unknown-keys').labels.map((row) => row.customer_id);
    expect(ids).toContain(null);
    expect(ids).toContain(77_000_000_000_001);
    expect(only('duplicate-labels').labels.length).toBeGreaterThan(plain.labels.length * 1.03);
    const late = only('late-labels').labels.map((row, i) => row.event_timestamp - plain.labels[i].event_timestamp);
    expect(Math.max(...late)).toBeGreaterThan(DAY_US);
    expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
    const atMidnight = only('boundaries').labels.map((row) => ((row.event_timestamp + 1) % DAY_US) - 1);
    for (const step of [-1, 0, 1]) expect(atMidnight).toContain(step);
  });

  it('16 ttl-edges: a microsecond before, at and after the end of the last stats and of the transaction', () => {
    const { labels, customer_stats, merchant_stats, transactions } = only('ttl-edges');
    const times = new Set(labels.map((row) => row.event_timestamp));
    const sides: [readonly { event_timestamp: number }[], number][] = [
      [customer_stats, 7],
      [merchant_stats, 30],
      [transactions, 1],
    ];
    for (const [rows, ttl] of sides)
      for (const step of [-1, 0, 1])
        expect(rows.some((row) => times.has(row.event_timestamp + ttl * DAY_US + step))).toBe(true);
  });

  it('17 all at once, in small and in larger worlds: still no two rows of one key share both times', () => {
    const awkward = AWKWARD.filter((name) => name !== 'extreme-ids');
    for (const options of [
      { customers: 1, merchants: 1, days: 3 },
      { customers: 60, merchants: 7, days: 80 },
    ]) {
      for (const [table, rows] of sources(make({ ...options, awkward }))) {
        const times = rows.map((row) => `${keyOf(table, row)} ${String(row['created'])}`);
        expect(new Set(times).size, table).toBe(times.length);
      }
    }
  });
});

import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../fraud/micros';
import { VIEWS } from '../fraud/views';
import type { Row, World } from '../fraud/world';
import { answer } from './answer';

const T = Date.UTC(2023, 2, 6, 12) * 1000;
const [customers, , transactions] = VIEWS;

function world(rows: { customer_stats?: Row[]; transactions?: Row[] }): World {
  return { customer_stats: [], merchant_stats: [], transactions: [], ...rows };
}

const stats = (at: number, avg_purchase: number | null, created: number | null = at): Row => ({
  customer_id: 7,
  event_timestamp: at,
  created,
  avg_purchase,
  n_purchases_7d: 1,
});

const asked = (rows: Row[], now = T, until = now): number | null =>
  answer(world({ customer_stats: rows }), [customers], { customer_id: 7, merchant_id: null }, { now, until })[
    'avg_purchase'
  ];

describe('the oracle, on rows that one can check by eye', () => {
  test('1. the newest up to t, t included', () => {
    expect(asked([stats(T - HOUR, 1), stats(T, 2), stats(T + 1, 3)])).toBe(2);
  });

  test('2. alive at exactly the TTL', () => {
    expect(asked([stats(T - 7 * DAY, 1)])).toBe(1);
    expect(asked([stats(T - 7 * DAY - 1, 1)])).toBeNull();
  });

  test('3. of equal times the one created last; null is the smallest; the order of rows is nothing', () => {
    expect(asked([stats(T, 1, T + 5), stats(T, 2, T + 9), stats(T, 3, null)])).toBe(2);
    expect(asked([stats(T, 3, null), stats(T, 2, -5)])).toBe(2);
  });

  test('4. the null of the winner stays null', () => {
    expect(asked([stats(T - HOUR, 1), stats(T, null)])).toBeNull();
  });

  test('5. a store made up to `until` knows nothing later, and ages count from `now`', () => {
    expect(asked([stats(T - HOUR, 1), stats(T, 2)], T, T - 1)).toBe(1);
    expect(asked([stats(T - 7 * DAY, 1)], T + 1, T)).toBeNull();
  });

  test('6. hour_of_day is that of the transaction, in UTC, before 1970 too', () => {
    const at = Date.UTC(1931, 0, 1, 23, 30) * 1000;
    const row = { customer_id: 7, merchant_id: 9, event_timestamp: at, created: null, amount: null };
    const request = { customer_id: 7, merchant_id: 9 };
    const moment = { now: at + HOUR, until: at + HOUR };
    expect(answer(world({ transactions: [row] }), [transactions], request, moment)).toEqual({
      amount: null,
      hour_of_day: 23,
    });
  });

  test('7. a null key matches nothing, not even a row without a key', () => {
    const row = { ...stats(T, 1), customer_id: null };
    const request = { customer_id: null, merchant_id: null };
    expect(
      answer(world({ customer_stats: [row] }), [customers], request, { now: T, until: T })['avg_purchase'],
    ).toBeNull();
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeDriverStats } from '../../data-gen/write-driver-stats';
import { rawRows } from '../checks';
import type { DriverRow } from '../checks';
import { baseRate, bookings, leftJoin, tensorOf, train } from '.';
import { toDanfo } from '../../lib/training-set/to-danfo';

const HOUR = 3_600_000;
let folder: string;
let rows: DriverRow[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'featlab-model-'));
  const file = join(folder, 'driver_stats.parquet');
  await writeDriverStats(file, { end: new Date('2025-06-10T12:00:00Z') });
  rows = await rawRows(file);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('a booking is asked hours before its trip, and its answer is in the row that the trip ends with', () => {
  const trips = bookings(rows);
  expect(trips).toHaveLength(5 * (15 * 24 - 24 - 6));
  expect(new Set(trips.map((trip) => Number(trip.trip_time) - Number(trip.event_timestamp)))).toEqual(
    new Set([5.5 * HOUR]),
  );
  const { driver_id, trip_time, good } = trips[1000];
  const row = rows
    .filter((one) => one.driver_id === driver_id && Number(one.event_timestamp) === Number(trip_time))
    .at(-1);
  expect(good).toBe((row?.conv_rate ?? 0) > 0.5 ? 1 : 0);
});

test('bookings are in the order of their time', () => {
  const times = bookings(rows).map((trip) => Number(trip.event_timestamp));
  expect(times).toEqual([...times].sort((a, b) => a - b));
});

test('the naive join takes every feature from the future of its question, the corrected one where there are two', () => {
  const naive = leftJoin(bookings(rows), rows);
  expect(naive.every((row) => row.feature_time > row.event_timestamp)).toBe(true);
  expect(naive.every((row) => row.good === (row.conv_rate > 0.5 ? 1 : 0))).toBe(true);
});

test('a model that sees the answer is perfect; the same rows give the same model', () => {
  const naive = leftJoin(bookings(rows), rows);
  expect(train(naive).score(naive)).toBe(1);
  expect(train(naive).score(naive)).toBe(train(naive).score(naive));
});

test('a model that sees nothing says what is more frequent', () => {
  const blind = Array.from({ length: 100 }, (_, i) => ({
    conv_rate: 1,
    acc_rate: 1,
    avg_daily_trips: 1,
    good: i % 4 ? 1 : 0,
  }));
  expect(train(blind).score(blind)).toBe(
    Number((blind.slice(70).filter(({ good }) => good === 1).length / 30).toFixed(3)),
  );
});

test('the base rate is what a model scores that says always the same', () => {
  const trips = bookings(rows);
  const recent = trips.slice(Math.round(trips.length * 0.7));
  const good = recent.filter((trip) => trip.good === 1).length / recent.length;
  expect(baseRate(trips)).toBeCloseTo(Math.max(good, 1 - good), 3);
  expect(baseRate(trips)).toBeGreaterThanOrEqual(0.5);
});

test('a tensor has 32 bits for a whole number, and what needs more wraps around', () => {
  expect(tensorOf(toDanfo({ order_id: [1, 3_000_000_000] }), 'order_id')).toEqual([1, 3_000_000_000 - 2 ** 32]);
});

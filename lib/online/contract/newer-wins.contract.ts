import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { compareRows } from '../../join/rule';
import { runs } from '../../testing/runs';
import type { KeyValue } from '../../types';
import type { OnlineLab } from './online-lab';
import { driverView, timesOf } from './rows';
import type { Row } from './rows';

/** Which of two rows of a key stays. */
export function describeNewerWins(lab: OnlineLab): void {
  const { put, trips, values } = lab;
  describe('1. newer wins', () => {
    const first: Row = { key: [1], at: 100, created: 100, values: [1] };
    test.each<[string, Row, boolean]>([
      ['a later event', { ...first, at: 101, created: 0, values: [2] }, true],
      ['an earlier event, created later', { ...first, at: 99, created: 999, values: [2] }, false],
      ['the same event, created later', { ...first, created: 101, values: [2] }, true],
      ['the same event, created earlier', { ...first, created: 99, values: [2] }, false],
      ['the same event, without created', { ...first, created: null, values: [2] }, false],
      ['both times equal (a correction)', { ...first, values: [2] }, true],
      ['a nanosecond later', { ...first, at: { us: 100, ns: 1 }, created: 0, values: [2] }, true],
    ])('%s', async (_, second, replaces) => {
      expect(await put(driverView, first)).toBe(1);
      expect(await put(driverView, second)).toBe(replaces ? 1 : 0);
      expect(await trips(1)).toBe(replaces ? 2 : 1);
    });

    test('without created, the one written last of equal events stays', async () => {
      await put(driverView, { key: [1], at: 5, values: [1] });
      expect(await put(driverView, { key: [1], at: 5, values: [2] })).toBe(1);
      expect(await trips(1)).toBe(2);
    });

    test('any created time wins over none, also one before 1970', async () => {
      await put(driverView, { key: [1], at: 5, created: null, values: [1] });
      expect(await put(driverView, { key: [1], at: 5, created: -9e14, values: [2] })).toBe(1);
      expect(await put(driverView, { key: [1], at: 5, created: null, values: [3] })).toBe(0);
      expect(await trips(1)).toBe(2);
    });

    test('the rule holds within a batch too; every accepted row counts', async () => {
      const at = [3, 1, 3, 2];
      expect(await put(driverView, ...at.map((us, i) => ({ key: [1], at: us, values: [i] })))).toBe(2);
      expect(await trips(1)).toBe(2);
    });

    test('however long the batch: the newest of 1,000 rows of each of 3 keys', async () => {
      const rows = Array.from({ length: 3000 }, (_, i) => ({ key: [i % 3], at: (i * 7919) % 3000, values: [i] }));
      const oracle = new Map<KeyValue, Row>();
      expect(await put(driverView, ...rows)).toBe(acceptInto(oracle, rows));
      expect(await values(driverView, [0], [1], [2])).toEqual([0, 1, 2].map((key) => oracle.get(key)?.values));
    });

    test('a row is replaced whole: a null of the newer one is a null', async () => {
      await put(driverView, first);
      await put(driverView, { ...first, at: 200, values: [null] });
      expect(await trips(1)).toBeNull();
    });

    test('in whatever batches and order: the newest of each key', async () => {
      const time = fc.integer({ min: -2, max: 2 });
      const written = fc.record({
        key: fc.tuple(fc.constantFrom(0, 1, 2)),
        at: fc.record({ us: time, ns: fc.integer({ min: 0, max: 1 }) }),
        created: fc.option(time),
        values: fc.tuple(fc.integer()),
      });
      const batches = fc.array(fc.array(written, { maxLength: 6 }), { maxLength: 5 });
      let fresh = 2 ** 53 - 1;
      await fc.assert(
        fc.asyncProperty(batches, async (all) => {
          // Keys that no other case has had.
          const first = (fresh -= 3);
          const oracle = new Map<KeyValue, Row>();
          for (const batch of all) {
            const rows = batch.map((row) => ({ ...row, key: [first + row.key[0]] }));
            expect(await put(driverView, ...rows)).toBe(acceptInto(oracle, rows));
          }
          const keys = [first, first + 1, first + 2];
          expect(await values(driverView, ...keys.map((key) => [key]))).toEqual(
            keys.map((key) => oracle.get(key)?.values),
          );
        }),
        { numRuns: runs(60) },
      );
    });
  });
}

/** Takes the rows as a store must; answers how many. */
function acceptInto(oracle: Map<KeyValue, Row>, rows: readonly Row[]): number {
  let accepted = 0;
  for (const row of rows) {
    const stored = oracle.get(row.key[0]);
    if (stored && compareRows(...timesOf(row), ...timesOf(stored)) < 0) continue;
    oracle.set(row.key[0], row);
    accepted++;
  }
  return accepted;
}

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { inRounds } from './rounds';

test('distinct keys are one round, in their order', () => {
  expect(inRounds(['a', 'b', 'c'], () => false)).toEqual([[0, 1, 2]]);
  expect(inRounds([], () => false)).toEqual([]);
});

test('rows of one key come one round after the other; what an earlier one beats is left out', () => {
  const times = [3, 1, 3, 2, 4];
  expect(inRounds(['a', 'a', 'a', 'a', 'a'], (a, b) => (times[a] ?? 0) > (times[b] ?? 0))).toEqual([[0], [2], [4]]);
});

test('no round has a key twice; the last row of a key that stays is its newest', () => {
  const row = fc.record({ key: fc.constantFrom('a', 'b', 'c'), time: fc.integer({ min: 0, max: 4 }) });
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      const keys = rows.map(({ key }) => key);
      const time = (i: number): number => rows[i]?.time ?? -1;
      const rounds = inRounds(keys, (a, b) => time(a) > time(b));
      for (const round of rounds) expect(new Set(round.map((i) => keys[i])).size).toBe(round.length);
      const last = new Map(rounds.flat().map((i) => [keys[i], i]));
      for (const [key, i] of last) {
        const newest = Math.max(...rows.filter((each) => each.key === key).map((each) => each.time));
        expect(time(i)).toBe(newest);
      }
    }),
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { sample } from './sample';

test('is ascending, without repetition, within the size, and as long as asked', () => {
  fc.assert(
    fc.property(fc.nat(300), fc.nat(300), fc.integer(), (size, count, seed) => {
      const rows = [...sample(size, count, seed)];
      expect(rows).toHaveLength(Math.min(size, count));
      expect(rows).toEqual([...new Set(rows)].sort((a, b) => a - b));
      expect(rows.every((row) => row >= 0 && row < size)).toBe(true);
    }),
  );
});

test('is the same for the same seed, on every machine', () => {
  expect([...sample(1000, 5, 1)]).toEqual([...sample(1000, 5, 1)]);
  expect([...sample(1000, 5, 1)]).not.toEqual([...sample(1000, 5, 2)]);
  expect([...sample(100, 3, 7)]).toMatchInlineSnapshot(`
    [
      0,
      41,
      77,
    ]
  `);
});

test('chooses every row about as often', () => {
  const counts = new Array<number>(10).fill(0);
  for (let seed = 0; seed < 2000; seed++) for (const row of sample(10, 3, seed)) counts[row]++;
  for (const count of counts) expect(Math.abs(count - 600)).toBeLessThan(100);
});

import { expect, test } from 'vitest';
import { LIMITS, secondsLeft } from './limits';

test('1. who takes nearly the limit in each of very many runs is at an end long before the batch would end it', () => {
  let [used, runs] = [0, 0];
  for (; runs < 100; runs++) used += secondsLeft(LIMITS.seconds, used);
  expect(used).toBeLessThan(20 * 60);
});

test('2. who is quick has the whole limit in each', () => {
  expect(secondsLeft(LIMITS.seconds, 80 * 2)).toBe(LIMITS.seconds);
});

import { describe, expect, test } from 'vitest';

import { timing } from './timing';

describe('timing', () => {
  test('calls the function as often as asked, after the warm-up, one at a time', async () => {
    let [calls, running, most] = [0, 0, 0];
    const result = await timing(
      async () => {
        calls++;
        most = Math.max(most, ++running);
        await Promise.resolve();
        running--;
      },
      { calls: 50, warmup: 7 },
    );
    // Before all, tinybench calls a function once to see whether it is asynchronous.
    expect(calls - 57).toBeGreaterThanOrEqual(0);
    expect(calls - 57).toBeLessThanOrEqual(1);
    expect([result.calls, result.samples.length, most]).toEqual([50, 50, 1]);
  });

  test('its figures are in order', async () => {
    const { min, p50, p99, max, mean, samples, opsPerSecond } = await timing(() => 1, { calls: 200, warmup: 0 });
    const ordered = [min, p50, p99, max];
    expect(ordered).toEqual(ordered.toSorted((a, b) => a - b));
    expect(samples).toEqual([...samples].sort((a, b) => a - b));
    expect([samples[0], samples[100], samples[198], samples[199]]).toEqual(ordered);
    expect(mean >= min && mean <= max).toBe(true);
    expect(opsPerSecond).toBe(1000 / mean);
  });

  test('the histogram has a line a bucket and one for what is past p99; every call is in one of them', async () => {
    const result = await timing(() => 1, { calls: 200, warmup: 0 });
    const counts = (text: string): number[] => text.split('\n').map((line) => Number(line.split(' ').at(-1)));
    expect(counts(result.histogram())).toHaveLength(11);
    const four = counts(result.histogram(4));
    expect(four).toHaveLength(5);
    expect(four.reduce((sum, count) => sum + count, 0)).toBe(200);
    expect(four[4]).toBe(result.samples.filter((sample) => sample > result.p99).length);
    expect(result.histogram()).toMatch(/^ +[\d.]+ µs │█* +\d+\n/);
  });

  test('one call is a timing too', async () => {
    const one = await timing(() => 1, { calls: 1, warmup: 0 });
    expect([one.calls, one.min === one.max, one.histogram(2).split('\n').length]).toEqual([1, true, 3]);
  });

  test('what the function throws comes out', async () => {
    await expect(timing(() => Promise.reject(new Error('not today')), { calls: 3 })).rejects.toThrow('not today');
    const failing = (): never => {
      throw new Error('nor tomorrow');
    };
    await expect(timing(failing, { calls: 3 })).rejects.toThrow('nor tomorrow');
  });
});

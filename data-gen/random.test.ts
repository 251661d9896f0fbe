import { describe, expect, it } from 'vitest';
import { murmur3, uniform } from './random';

describe('murmur3', () => {
  // The reference implementation's answers, as smhasher and its ports print them (bytes 21 43 65 87).
  it.each([
    [0, [], 0],
    [1, [], 0x514e28b7],
    [0xffffffff, [], 0x81f16f39],
    [0, [0], 0x2362f9de],
    [0, [0xffffffff], 0x76293b50],
    [0, [0x87654321], 0xf55b516b],
    [0x5082edee, [0x87654321], 0x2362f9de],
  ])('1 of seed %i and words %j is the published value', (seed, words, hash) => {
    expect(murmur3(seed, words)).toBe(hash);
  });
});

describe('uniform', () => {
  it('2 fills [0, 1) evenly for neighbouring hours, and neighbouring seeds have nothing in common', () => {
    const hours = Array.from({ length: 20_000 }, (_, hour) => hour + 480_000);
    const draws = hours.map((hour) => uniform(1, 1001, hour, 0));
    const tenths = Array.from({ length: 10 }, (_, i) => draws.filter((u) => Math.floor(u * 10) === i).length);
    for (const count of tenths) expect(count).toBeGreaterThan(1850);
    const others = hours.map((hour) => uniform(2, 1001, hour, 0));
    expect(Math.abs(correlation(draws, others))).toBeLessThan(0.02);
    expect(Math.abs(correlation(draws.slice(1), draws.slice(0, -1)))).toBeLessThan(0.02);
  });
});

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  const covariance = mean(a.map((v, i) => (v - ma) * ((b[i] ?? 0) - mb)));
  return covariance / Math.sqrt(mean(a.map((v) => (v - ma) ** 2)) * mean(b.map((v) => (v - mb) ** 2)));
}

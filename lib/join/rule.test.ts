import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { instantFromNs } from '../time/time';
import { compareRows, isAlive, isExpired, isFuture } from './rule';

describe('which of two rows wins', () => {
  const NONE = Number.NaN;
  test.each([
    ['the later event time', [2, 0, 1, 0], [1, 0, 9, 0]],
    ['the later nanosecond', [1, 2, NONE, 0], [1, 1, 9, 0]],
    ['among equal event times, the later created', [1, 0, 2, 0], [1, 0, 1, 999]],
    ['a created nanosecond', [1, 0, 2, 2], [1, 0, 2, 1]],
    ['any created time over none', [1, 0, -5, 0], [1, 0, NONE, 0]],
  ] as [string, Four, Four][])('%s', (_, winner, loser) => {
    expect(compareRows(...winner, ...loser)).toBeGreaterThan(0);
    expect(compareRows(...loser, ...winner)).toBeLessThan(0);
  });

  test('equal times, or no created time on either side, decide nothing', () => {
    expect(compareRows(1, 2, 3, 4, 1, 2, 3, 4)).toBe(0);
    expect(compareRows(1, 2, NONE, 4, 1, 2, NONE, 7)).toBe(0);
  });
});

type Four = [number, number, number, number];

describe('is a row alive', () => {
  test('age exactly ttl is alive, a nanosecond more is not', () => {
    expect(isAlive(900, 5, 1000, 5, 100)).toBe(true);
    expect(isAlive(900, 4, 1000, 5, 100)).toBe(false);
    expect(isExpired(899, 999, 1000, 0, 100)).toBe(true);
  });

  test('exactly now is alive, a nanosecond later is the future', () => {
    expect(isAlive(1000, 5, 1000, 5, 100)).toBe(true);
    expect(isFuture(1000, 6, 1000, 5)).toBe(true);
    expect(isAlive(1000, 6, 1000, 5, 100)).toBe(false);
  });

  test('ttl 0 is no limit', () => {
    expect(isAlive(-9e15, 0, 9e15, 0, 0)).toBe(true);
  });

  test('equals the same rule on whole nanoseconds, also beyond ±2^53 µs', () => {
    const edge = 2n ** 53n * 1000n;
    const near = (center: bigint) => fc.bigInt(center - 3000n, center + 3000n);
    const time = fc.oneof(near(0n), near(edge), near(-edge), fc.bigInt(-(2n ** 72n), 2n ** 72n));
    const ttl = fc.oneof(fc.nat(6), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }));
    fc.assert(
      fc.property(time, ttl, fc.bigInt(-2000n, 2000n), (at, micros, off) => {
        const now = instantFromNs(at);
        const feature = at - BigInt(micros) * 1000n + off;
        const { us, ns } = instantFromNs(feature);
        expect(isAlive(us, ns, now.us, now.ns, micros)).toBe(
          feature <= at && (micros === 0 || feature >= at - BigInt(micros) * 1000n),
        );
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { compareInstants, formatInstant, instantFromNs, instantToNs, parseInstant, toInstant } from './time';
import type { TimeInput } from './time';

/** Nanoseconds as far as a `Date` reaches, most of them where something changes: 1970, ±2^53 µs, the ends. */
const MOST = 8_640_000_000_000_000n * 1_000_000n;
const EDGE = 2n ** 53n * 1000n;
const near = (center: bigint) => fc.bigInt(center - 5000n, center + 5000n);
const nanos = fc
  .oneof(near(0n), near(EDGE), near(-EDGE), near(MOST), near(-MOST), fc.bigInt(-MOST, MOST))
  .filter((value) => value >= -MOST && value <= MOST);

describe('what a text says', () => {
  test.each([
    ['1970-01-01', 0n],
    ['1970-01-01T00:00', 0n],
    ['1970-01-01 00:00:01', 1_000_000_000n],
    ['1970-01-01t00:00:00z', 0n],
    [' 1970-01-01T00:00:00Z ', 0n],
    ['1970-01-01T00:00:00 UTC', 0n],
    ['1970-01-01T00:00:00,5Z', 500_000_000n],
    ['1970-01-01T05:30:00+05:30', 0n],
    ['1970-01-01T05:30:00+0530', 0n],
    ['1969-12-31T21:00:00-03', 0n],
    ['1970-01-01T00:00:00-00:30', 1_800_000_000_000n],
    ['1969-12-31T23:59:59.999999999Z', -1n],
    ['2024-02-29', 1_709_164_800_000_000_000n],
    ['2000-02-29', 951_782_400_000_000_000n],
    ['0000-01-01', -62_167_219_200_000_000_000n],
    ['-000001-12-31T23:59:59Z', -62_167_219_201_000_000_000n],
    ['9999-12-31T23:59:59.999999999Z', 253_402_300_799_999_999_999n],
    ['+275760-09-13T00:00:00Z', MOST],
  ])('%s', (text, expected) => {
    expect(instantToNs(parseInstant(text)!)).toBe(expected);
  });

  test.each([
    ['', 'nothing'],
    ['yesterday', 'a word'],
    ['2024-01-01T24:00:00Z', 'hour 24'],
    ['2024-01-01T00:60:00Z', 'minute 60'],
    ['2024-12-31T23:59:60Z', 'a leap second'],
    ['2024-00-01', 'month 0'],
    ['2024-13-01', 'month 13'],
    ['2024-01-00', 'day 0'],
    ['2024-04-31', '31 April'],
    ['2023-02-29', 'a leap day of a common year'],
    ['1900-02-29', 'a leap day of a century'],
    ['2024-1-1', 'short parts'],
    ['20240101', 'no dashes'],
    ['2024-01-01T10', 'an hour without minutes'],
    ['2024-01-01T10:00:00.', 'a point without digits'],
    ['2024-01-01T10:00:00.1234567890Z', 'ten fraction digits'],
    ['2024-01-01T10:00:00+24:00', 'an offset of a day'],
    ['2024-01-01T10:00:00+05:60', 'an offset with minute 60'],
    ['2024-01-01T10:00:00 CET', "a zone's name"],
    ['2024-01-01+02:00', 'an offset without a time'],
    ['1704067200', 'a count of seconds'],
    ['+275760-09-13T00:00:01Z', 'a second past the last one'],
    ['+275760-09-13T00:00:00-01:00', 'an offset past the last second'],
    ['+275760-09-14', 'a day past the last one'],
  ])('%j is no time: %s', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  test('0 to 9 fraction digits are exact', () => {
    const digits = fc.stringMatching(/^\d{1,9}$/);
    fc.assert(
      fc.property(digits, (fraction) => {
        const instant = parseInstant(`1969-07-20T20:17:40.${fraction}Z`)!;
        expect(instantToNs(instant)).toBe(-14_182_940_000_000_000n + BigInt(fraction.padEnd(9, '0')));
      }),
    );
  });

  test('an offset is taken off: the same instant, whatever the zone', () => {
    const offset = fc.integer({ min: -23 * 60 - 59, max: 23 * 60 + 59 });
    const time = fc.bigInt(-MOST / 2n, MOST / 2n);
    fc.assert(
      fc.property(time, offset, (at, minutes) => {
        const local = formatInstant(instantFromNs(at + BigInt(minutes) * 60_000_000_000n));
        const two = (part: number): string => String(Math.floor(part)).padStart(2, '0');
        const size = Math.abs(minutes);
        const zone = `${minutes < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`;
        expect(instantToNs(parseInstant(local.replace('Z', zone))!)).toBe(at);
      }),
    );
  });
});

describe('an instant and its text', () => {
  test.each([
    [0n, '1970-01-01T00:00:00Z'],
    [1_000_000n, '1970-01-01T00:00:00.001Z'],
    [100_000_000n, '1970-01-01T00:00:00.100Z'],
    [1_000n, '1970-01-01T00:00:00.000001Z'],
    [1n, '1970-01-01T00:00:00.000000001Z'],
    [-1n, '1969-12-31T23:59:59.999999999Z'],
    [-1_000n, '1969-12-31T23:59:59.999999Z'],
    [-MOST, '-271821-04-20T00:00:00Z'],
    [MOST, '+275760-09-13T00:00:00Z'],
  ])('%s ns is %s: 0, 3, 6 or 9 digits, as few as hold it', (count, text) => {
    expect(formatInstant(instantFromNs(count))).toBe(text);
  });

  test('nanoseconds, instant, text and back lose nothing', () => {
    fc.assert(
      fc.property(nanos, (count) => {
        const instant = instantFromNs(count);
        expect(instantToNs(instant)).toBe(count);
        expect(parseInstant(formatInstant(instant))).toEqual(instant);
      }),
      { numRuns: 2000 },
    );
  });

  test('within ±2^53 µs `us` is whole and `ns` is 0 to 999', () => {
    fc.assert(
      fc.property(fc.bigInt(-EDGE + 1000n, EDGE - 1000n), (count) => {
        const { us, ns } = instantFromNs(count);
        expect([Number.isSafeInteger(us), ns >= 0 && ns <= 999]).toEqual([true, true]);
      }),
    );
  });

  test('a time that ISO 8601 cannot name is a RangeError', () => {
    expect(() => formatInstant(instantFromNs(MOST + 1_000_000n))).toThrow(RangeError);
  });
});

describe('order and distance', () => {
  test('instants are ordered as their nanoseconds are', () => {
    const pair = nanos.chain((a) => fc.tuple(fc.constant(a), fc.oneof(near(a), nanos)));
    fc.assert(
      fc.property(pair, ([a, b]) => {
        expect(compareInstants(instantFromNs(a), instantFromNs(b))).toBe(a < b ? -1 : Number(a > b));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('what a caller writes', () => {
  test('a Date, a text and an instant are the same time', () => {
    const at = { us: 1_500_000, ns: 0 };
    expect([new Date(1500), '1970-01-01T00:00:01.5', at].map((input) => toInstant(input, 'x'))).toEqual([at, at, at]);
  });

  test.each<[unknown, string]>([
    ['2024-02-30', '"2024-02-30"'],
    [new Date(NaN), 'Invalid Date'],
    [1_704_067_200_000, '1704067200000'],
    [1_704_067_200_000n, '1704067200000n'],
    [null, 'null'],
    [undefined, 'undefined'],
    [{ us: NaN, ns: 0 }, '{"us":null,"ns":0}'],
    [{}, '{}'],
  ])('%o is an error that shows it and its place', (input, shown) => {
    expect(() => toInstant(input as TimeInput, 'entity row 3')).toThrow(
      `entity row 3: ${shown} is not a time\nfix: write ISO 8601`,
    );
  });
});

import { expect, test } from 'vitest';

import { formatAge, parseDuration } from './duration';

test.each([
  ['1us', 1],
  ['1ms', 1e3],
  ['1s', 1e6],
  ['90m', 5.4e9],
  ['1h', 3.6e9],
  ['1d', 8.64e10],
  ['2w', 1.2096e12],
  ['0.5s', 500_000],
  ['1.5d', 1.296e11],
  ['0.1ms', 100],
  ['0.000001s', 1],
  ['0s', 0],
  [' 1d ', 8.64e10],
  ['9007199254740991us', Number.MAX_SAFE_INTEGER],
  ['1000000d', 86_400_000_000_000_000],
])('%s is %d µs', (text, micros) => {
  expect(parseDuration(text)).toBe(micros);
});

test.each([
  ['1', 'no unit'],
  ['d', 'no number'],
  ['1y', 'an unknown unit'],
  ['1D', 'a unit in capitals'],
  ['-1d', 'negative'],
  ['1e3s', 'an exponent'],
  ['.5s', 'no digit before the point'],
  ['1 d', 'a space inside'],
  ['0.5us', 'half a microsecond'],
  ['0.0000001s', 'a tenth of a microsecond'],
  ['9007199254740993us', 'beyond 2^53 µs, and between two doubles'],
  [`${'9'.repeat(400)}d`, 'beyond every double'],
  ['', 'nothing'],
])('%j is no duration: %s', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

test.each([
  [0, '0s'],
  [1, '0.000001s'],
  [1500, '0.0015s'],
  [90_000_000, '1m 30s'],
  [86_400_000_000, '1d'],
  [273_600_000_000, '3d 4h'],
  [604_800_000_001, '7d 0.000001s'],
])('an age of %d µs reads %s', (micros, text) => {
  expect(formatAge(micros)).toBe(text);
});

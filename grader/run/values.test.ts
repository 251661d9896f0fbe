import { describe, expect, test } from 'vitest';
import { isSame, shown } from './values';

describe('values in their canonical form', () => {
  test('1. an integer is the same in any numeric type', () => {
    expect(isSame(5, 5)).toBe(true);
    expect(isSame(5, 5n)).toBe(true);
    expect(isSame(2 ** 53, 2n ** 53n + 1n)).toBe(false);
  });

  test('2. null, missing, NaN, 0, -0 and texts are all different', () => {
    expect(isSame(null, null)).toBe(true);
    const odd = { odd: 'NaN' };
    for (const got of [undefined, odd, 0, '5', '']) expect(isSame(null, got)).toBe(false);
    expect(isSame(0, -0)).toBe(false);
    expect(isSame(5, '5')).toBe(false);
    expect(isSame(undefined, undefined)).toBe(false);
  });

  test('3. doubles are compared bit for bit', () => {
    expect(isSame(0.1 + 0.2, 0.3)).toBe(false);
    expect(isSame(0.1, Math.fround(0.1))).toBe(false);
  });

  test('4. shown as people read them', () => {
    expect([5, 5n, null, undefined, 'a', { odd: '-0' }].map(shown)).toEqual(['5', '5', 'null', 'missing', '"a"', '-0']);
  });
});

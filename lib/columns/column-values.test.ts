import { describe, expect, test } from 'vitest';

import type { Column, TimeUnit } from './column';
import { exactValueAt, valueAt } from './column-values';

const int64 = (...values: bigint[]): Column => ({ type: 'int64', values: BigInt64Array.from(values) });
const time = (unit: TimeUnit, value: bigint): Column => ({ type: 'timestamp', unit, values: BigInt64Array.of(value) });

describe('a value as it leaves the library', () => {
  test('int64 is a number where it is safe, and an error with row and column where it is not', () => {
    const column = int64(2n ** 53n - 1n, -(2n ** 53n) + 1n, 2n ** 53n);
    expect([valueAt(column, 0, 'n'), valueAt(column, 1, 'n')]).toEqual([2 ** 53 - 1, -(2 ** 53) + 1]);
    expect(() => valueAt(column, 2, 'n')).toThrow(
      "row 3: n is 9007199254740992, beyond ±2^53, which a JavaScript number would round\nfix: declare n: 'bigint'",
    );
    expect(exactValueAt(column, 2, 'n')).toBe(2n ** 53n);
    expect(exactValueAt(column, 0, 'n')).toBe(2 ** 53 - 1);
  });

  test('bigint is a bigint, always', () => {
    expect(valueAt({ type: 'bigint', values: BigInt64Array.of(1n) }, 0, 'n')).toBe(1n);
  });

  test.each<[TimeUnit, bigint, string]>([
    ['ms', -1n, '1969-12-31T23:59:59.999Z'],
    ['us', 1n, '1970-01-01T00:00:00.000001Z'],
    ['ns', -1n, '1969-12-31T23:59:59.999999999Z'],
  ])('a timestamp(%s) is ISO text', (unit, value, text) => {
    expect(valueAt(time(unit, value), 0, 't')).toBe(text);
  });

  test('a timestamp that ISO 8601 cannot name is an error with row and column', () => {
    expect(() => valueAt(time('us', 2n ** 63n - 1n), 0, 't')).toThrow(
      /^row 1: t is 9223372036854775807000 ns from 1970, beyond what ISO 8601 can name\nfix: /,
    );
  });

  test('null is null, whatever lies below it', () => {
    const column: Column = { ...int64(2n ** 60n), valid: Uint8Array.of(0) };
    expect([valueAt(column, 0, 'n'), exactValueAt(column, 0, 'n')]).toEqual([null, null]);
  });
});

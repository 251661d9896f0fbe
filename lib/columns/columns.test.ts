import { expect, test } from 'vitest';

import type { Column } from './column';
import { valueAt } from './column-values';
import { copyRows, emptyColumn } from './columns';
import { VALUE_TYPES } from '../types';

const COLUMNS: Record<string, Column> = {
  int32: { type: 'int32', values: Int32Array.of(1, -2147483648, 3) },
  int64: { type: 'int64', values: BigInt64Array.of(1n, -(2n ** 53n) + 1n, 3n) },
  bigint: { type: 'bigint', values: BigInt64Array.of(2n ** 63n - 1n, -(2n ** 63n), 2n ** 53n + 1n) },
  float32: { type: 'float32', values: Float32Array.of(0.1, NaN, -0) },
  float64: { type: 'float64', values: Float64Array.of(0.1, NaN, -0) },
  string: { type: 'string', values: ['', 'ñ', 'x'] },
  bool: { type: 'bool', values: Uint8Array.of(1, 0, 1) },
  bytes: { type: 'bytes', values: [Uint8Array.of(0), new Uint8Array(0), Uint8Array.of(255)] },
  timestamp: { type: 'timestamp', unit: 'us', values: BigInt64Array.of(-1n, 0n, 1n) },
};

function valuesOf(column: Column): unknown[] {
  return Array.from({ length: column.values.length }, (_, row) => valueAt(column, row, 'c'));
}

test.each(VALUE_TYPES)('an empty column of %s holds nulls alone', (type) => {
  expect(valuesOf(emptyColumn(type, 3))).toEqual([null, null, null]);
});

test.each(VALUE_TYPES)('rows of a %s column are copied to places or one after the other, nulls and all', (type) => {
  const from = COLUMNS[type];
  const [a, b, c] = valuesOf(from);
  const placed = emptyColumn(type, 4);
  copyRows(from, Int32Array.of(2, 0), placed, Int32Array.of(0, 3));
  expect(valuesOf(placed)).toEqual([c, null, null, a]);
  const along = emptyColumn(type, 4);
  copyRows({ ...from, valid: Uint8Array.of(1, 1, 0) }, Int32Array.of(1, 2, 1), along, 1);
  expect(valuesOf(along)).toEqual([null, b, null, b]);
});

test('a slice of a buffer is copied from where it starts', () => {
  const from: Column = { type: 'int64', values: BigInt64Array.of(1n, 2n, 3n).subarray(1) };
  const to = emptyColumn('int64', 1);
  copyRows(from, Int32Array.of(0), to, 0);
  expect(valuesOf(to)).toEqual([2]);
});

test('a timestamp keeps its instant in a finer unit', () => {
  const from: Column = { type: 'timestamp', unit: 'ms', values: BigInt64Array.of(-1n) };
  const to = emptyColumn('timestamp', 1, 'ns');
  copyRows(from, Int32Array.of(0), to, 0);
  expect([to.values[0], ...valuesOf(to)]).toEqual([-1_000_000n, '1969-12-31T23:59:59.999Z']);
});

test('a timestamp that the finer unit cannot hold is an error, not another time', () => {
  const from: Column = { type: 'timestamp', unit: 'us', values: BigInt64Array.of(32_503_680_000_000_000n) };
  expect(() => {
    copyRows(from, Int32Array.of(0), emptyColumn('timestamp', 1, 'ns'), 0);
  }).toThrow('beyond 1677 to 2262');
});

test('what lies in the slot of a null is not converted', () => {
  const values = BigInt64Array.of(2n ** 63n - 1n, 5n);
  const from: Column = { type: 'timestamp', unit: 'us', values, valid: Uint8Array.of(0, 1) };
  const to = emptyColumn('timestamp', 2, 'ns');
  copyRows(from, Int32Array.of(0, 1), to, 0);
  expect(valuesOf(to)).toEqual([null, '1970-01-01T00:00:00.000005Z']);
});

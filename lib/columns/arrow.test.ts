import {
  Dictionary,
  Field,
  FixedSizeBinary,
  Float32,
  Int16,
  Int32,
  Int64,
  Int8,
  LargeUtf8,
  List,
  TimestampMicrosecond,
  TimestampSecond,
  Uint32,
  Uint64,
  Uint8,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';
import type { DataType, Vector } from 'apache-arrow';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { columnFromArrow, columnToArrow, valueTypeOf } from './arrow';
import type { Column } from './column';
import { valueAt } from './column-values';
import type { ValueType } from '../types';

function read(vector: Vector, type: ValueType): unknown[] {
  const column = columnFromArrow(vector, type);
  return Array.from({ length: vector.length }, (_, row) => valueAt(column, row, 'c'));
}

describe('the type that a feature would declare', () => {
  test.each<[DataType, ValueType | undefined]>([
    [new Int8(), 'int32'],
    [new Int16(), 'int32'],
    [new Uint8(), 'int32'],
    [new Int32(), 'int32'],
    [new Uint32(), 'int64'],
    [new Int64(), 'int64'],
    [new Uint64(), undefined],
    [new LargeUtf8(), 'string'],
    [new FixedSizeBinary(2), 'bytes'],
    [new TimestampSecond(), 'timestamp'],
    [new Dictionary(new Utf8(), new Int8()), 'string'],
    [new List(new Field('item', new Int32())), undefined],
  ])('%s: %s', (type, expected) => {
    expect(valueTypeOf({ type })).toBe(expected);
  });
});

describe('an Arrow vector as a column', () => {
  test.each<[string, Vector, ValueType, unknown[]]>([
    ['narrow integers', vectorFromArray([1, null, -128], new Int8()), 'int32', [1, null, -128]],
    ['unsigned integers', vectorFromArray([4294967295, null], new Uint32()), 'int64', [4294967295, null]],
    ['int32 as int64', vectorFromArray([-2147483648, null], new Int32()), 'int64', [-2147483648, null]],
    ['int64', vectorFromArray([1n, null], new Int64()), 'int64', [1, null]],
    ['float32 as float64', vectorFromArray([0.5, null, NaN], new Float32()), 'float64', [0.5, null, NaN]],
    ['large strings', vectorFromArray(['ñ', null, ''], new LargeUtf8()), 'string', ['ñ', null, '']],
    [
      'bytes of one size',
      vectorFromArray([Uint8Array.of(1, 2), null], new FixedSizeBinary(2)),
      'bytes',
      [Uint8Array.of(1, 2), null],
    ],
    ['seconds', vectorFromArray([1000, null], new TimestampSecond()), 'timestamp', ['1970-01-01T00:00:01Z', null]],
  ])('%s', (_, vector, type, values) => {
    expect(read(vector, type)).toEqual(values);
  });

  test.each<[DataType, ValueType, unknown[], unknown[]]>([
    [new Utf8(), 'string', ['a', 'b', 'a', null], ['a', 'b', 'a', null]],
    [new Int64(), 'int64', [5n, 5n, null], [5, 5, null]],
    [new Int64(), 'bigint', [5n, null], [5n, null]],
    [
      new TimestampMicrosecond(),
      'timestamp',
      [1, 2, null, 1].map((ms) => ms),
      ['1970-01-01T00:00:00.001Z', '1970-01-01T00:00:00.002Z', null, '1970-01-01T00:00:00.001Z'],
    ],
    [new TimestampSecond(), 'timestamp', [1000, null], ['1970-01-01T00:00:01Z', null]],
  ])('a dictionary of %s is read through', (entry, type, values, expected) => {
    expect(read(vectorFromArray(values, new Dictionary(entry, new Int8())), type)).toEqual(expected);
  });

  test('slices and several chunks keep values and nulls in their places', () => {
    const whole = vectorFromArray([1n, null, 3n, 4n, null, 6n], new Int64());
    expect(read(whole.slice(1, 5), 'int64')).toEqual([null, 3, 4, null]);
    expect(read(whole.slice(4).concat(whole.slice(0, 2)), 'int64')).toEqual([null, 6, 1, null]);
    const bools = vectorFromArray([true, null, false, true]);
    expect(read(bools.slice(1).concat(bools.slice(3)), 'bool')).toEqual([null, false, true, true]);
  });

  test('the same layout is shared, not copied', () => {
    const vector = vectorFromArray([1n, 2n], new Int64());
    expect((columnFromArrow(vector, 'int64').values as BigInt64Array).buffer).toBe(vector.data[0].values.buffer);
  });
});

describe('a column as an Arrow vector and back', () => {
  const arbitraries: Record<ValueType, fc.Arbitrary<Column>> = {
    int32: fc.int32Array().map((values) => ({ type: 'int32', values })),
    int64: fc
      .bigInt64Array({ min: -(2n ** 53n) + 1n, max: 2n ** 53n - 1n })
      .map((values) => ({ type: 'int64', values })),
    bigint: fc.bigInt64Array().map((values) => ({ type: 'bigint', values })),
    float32: fc.float32Array().map((values) => ({ type: 'float32', values })),
    float64: fc.float64Array().map((values) => ({ type: 'float64', values })),
    string: fc.array(fc.string({ unit: 'grapheme' })).map((values) => ({ type: 'string', values })),
    bool: fc.array(fc.nat(1)).map((values) => ({ type: 'bool', values: Uint8Array.from(values) })),
    bytes: fc.array(fc.uint8Array()).map((values) => ({ type: 'bytes', values })),
    timestamp: fc
      .tuple(
        fc.constantFrom('ms' as const, 'us' as const, 'ns' as const),
        fc.bigInt64Array({ min: -(2n ** 52n), max: 2n ** 52n }),
      )
      .map(([unit, values]) => ({ type: 'timestamp', unit, values })),
  };

  test.each(Object.entries(arbitraries))('%s loses nothing, with nulls and without, empty or not', (type, columns) => {
    fc.assert(
      fc.property(columns, fc.boolean(), fc.infiniteStream(fc.boolean()), (column, hasNulls, bits) => {
        const valid = hasNulls
          ? Uint8Array.from({ length: column.values.length }, () => Number(bits.next().value))
          : undefined;
        const given = { ...column, valid } as Column;
        const vector = columnToArrow(given);
        expect(vector.length).toBe(column.values.length);
        const expected = Array.from({ length: vector.length }, (_, row) => valueAt(given, row, 'c'));
        expect(read(vector, type as ValueType)).toEqual(expected);
      }),
    );
  });
});

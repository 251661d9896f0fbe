import {
  DateDay,
  DateMillisecond,
  Decimal,
  DurationMillisecond,
  Field,
  Int32,
  List,
  makeData,
  Map_,
  Struct,
  TimeMicrosecond,
  TimeSecond,
  Utf8,
  Vector,
  vectorFromArray,
} from 'apache-arrow';
import type { DataType } from 'apache-arrow';
import { expect, test } from 'vitest';

import { jsonValue } from '../columns/json-value';
import { plainValue } from './plain-value';

// The columns of an entity dataframe that only pass through, in the types that no feature has.

const plain = (vector: Vector): unknown[] =>
  Array.from(vector, (value: unknown) => plainValue(vector.type as DataType, value));

const decimals = (scale: number, ...values: bigint[]): Vector => {
  const words = values.flatMap((value) => [0n, 32n, 64n, 96n].map((shift) => Number((value >> shift) & 0xffff_ffffn)));
  const data = makeData({ type: new Decimal(scale, 10, 128), length: values.length, data: Uint32Array.from(words) });
  return new Vector([data]);
};

test.each<[string, Vector, unknown[]]>([
  ['a date is its day', vectorFromArray([new Date('2024-01-02'), null], new DateDay()), ['2024-01-02', null]],
  [
    'a date with its time is an instant',
    vectorFromArray([new Date('1969-01-02T03:04:05.006Z')], new DateMillisecond()),
    ['1969-01-02T03:04:05.006Z'],
  ],
  [
    'a time of day has the digits that it has',
    vectorFromArray([47_100, 0], new TimeSecond()),
    ['13:05:00', '00:00:00'],
  ],
  ['with its fraction', vectorFromArray([86_399_000_001n], new TimeMicrosecond()), ['23:59:59.000001']],
  ['a decimal keeps its scale', decimals(2, 110n, -305n, -5n, 0n), ['1.10', '-3.05', '-0.05', '0.00']],
  ['and may have none', decimals(0, 12n, -(2n ** 100n)), ['12', `-${String(2n ** 100n)}`]],
  ['a duration is the count of its unit', vectorFromArray([1n, null], new DurationMillisecond()), [1, null]],
  [
    'a list is an array, of what its items are',
    vectorFromArray([[new Date('2024-01-02'), null], null, []], new List(new Field('item', new DateDay(), true))),
    [['2024-01-02', null], null, []],
  ],
  [
    'a struct is an object',
    vectorFromArray([{ a: 1, b: 'x' }, null], new Struct([new Field('a', new Int32()), new Field('b', new Utf8())])),
    [{ a: 1, b: 'x' }, null],
  ],
  [
    'a map too',
    vectorFromArray(
      [new Map([['k', 1]]), null],
      new Map_<Utf8, Int32>(
        new Field(
          'entries',
          new Struct<{ key: Utf8; value: Int32 }>([
            new Field('key', new Utf8()),
            new Field('value', new Int32()),
          ] as never),
        ),
      ),
    ),
    [{ k: 1 }, null],
  ],
])('%s', (_, vector, expected) => {
  expect(plain(vector)).toEqual(expected);
  expect(JSON.stringify(plain(vector).map(jsonValue))).toBe(JSON.stringify(expected));
});

test('a date that never comes has its name, and one in a year without a name is refused', () => {
  const days = (...values: number[]): Vector =>
    new Vector([makeData({ type: new DateDay(), length: values.length, data: Int32Array.from(values) })]);
  expect(plain(days(2 ** 31 - 1, -(2 ** 31) + 1, 0))).toEqual(['infinity', '-infinity', '1970-01-01']);
  expect(() => plain(days(2 ** 30))).toThrow(/a date is 1073741824 days from 1970.*\nfix: /);
});

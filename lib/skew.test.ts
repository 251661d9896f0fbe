import { afterAll, beforeEach, describe, expect, test } from 'vitest';

import { entity } from './definitions/entity';
import { featureView } from './definitions/feature-view';
import type { FeatureView } from './definitions/feature-view';
import { fileSource } from './definitions/file-source';
import type { Duration } from './time/duration';
import type { TestColumn } from './testing/arrow-table';
import { temporaryStore } from './testing/temporary-store';
import type { JoinKeys, Schema, ValueType } from './types';

const lab = temporaryStore();
afterAll(() => lab.remove());
/** Nothing is left of the test before. */
beforeEach(async () => {
  await lab.store.apply([]);
});

const END = '2024-01-09T00:00:00Z';

/** Writes a source of one row a key, all of one time, whose feature `x` has these values. */
async function write(type: ValueType, values: readonly unknown[], at = END, ids?: readonly unknown[]): Promise<void> {
  const columns: TestColumn[] = [
    { name: 'id', type: 'int64', values: ids ?? values.map((_, row) => row + 1) },
    { name: 'at', type: 'timestamp[us]', values: values.map(() => at) },
    { name: 'x', type, values },
  ];
  await lab.write('v.parquet', columns);
}

function viewOf(type: ValueType, ttl: Duration = '0s', joinKeys: JoinKeys = { id: 'int64' }): FeatureView {
  const source = fileSource({ name: 's', path: lab.path('v.parquet'), timestampField: 'at' });
  const schema: Schema = { x: type };
  return featureView({ name: 'v', entities: [entity({ name: 'thing', joinKeys })], schema, ttl, source });
}

/** What is materialized is `before`; then the source says `after`. */
async function changed(type: ValueType, before: readonly unknown[], after: readonly unknown[]): Promise<void> {
  await write(type, before);
  await lab.store.apply([viewOf(type)]);
  await lab.store.materialize(null, END);
  await write(type, after);
}

describe('what differs', () => {
  test('is named by view, feature and entity, with both values', async () => {
    await changed('float64', [1, 2, 3], [1, 2.5, 3]);
    expect(await lab.store.skew()).toEqual({
      checked: 3,
      values: 3,
      nulls: 0,
      mismatches: [{ view: 'v', feature: 'x', entity: { id: 2 }, offline: 2.5, online: 2 }],
    });
  });

  test('a null against a value differs, both ways', async () => {
    await changed('int64', [1, null], [null, 2]);
    const { mismatches } = await lab.store.skew();
    expect(mismatches.map(({ offline, online }) => [offline, online])).toEqual([
      [null, 1],
      [2, null],
    ]);
  });

  test('a key that was never materialized differs, and so does one that only the online store has', async () => {
    await write('int64', [10, 20], END, ['1', '9007199254740993']);
    await lab.store.apply([viewOf('int64')]);
    await lab.store.materialize(null, END);
    await write('int64', [10, 30], END, ['1', '3']);
    const { checked, mismatches } = await lab.store.skew();
    expect(checked).toBe(3);
    expect(mismatches).toEqual([
      { view: 'v', feature: 'x', entity: { id: 3 }, offline: 30, online: null },
      { view: 'v', feature: 'x', entity: { id: 9007199254740993n }, offline: null, online: 20 },
    ]);
  });

  test('an int64 beyond ±2^53 differs by one, and stops nothing', async () => {
    await changed('int64', ['9007199254740993', '9007199254740993'], ['9007199254740993', '9007199254740994']);
    const { mismatches } = await lab.store.skew();
    expect(mismatches.map(({ offline, online }) => [offline, online])).toEqual([
      [9007199254740994n, 9007199254740993n],
    ]);
    expect((await lab.store.skew({ tolerance: 1e-15 })).mismatches).toEqual([]);
  });
});

describe('what does not', () => {
  test.each<[ValueType, unknown[]]>([
    ['float64', [NaN, -0, Infinity, null]],
    ['float32', [0.1, NaN, -0, null]],
    ['bytes', ['AP8=', '', null]],
    ['timestamp', ['1969-12-31T23:59:59.999999Z', null]],
    ['bool', [true, false, null]],
    ['string', ['', 'ñandú', null]],
    ['bigint', ['9007199254740993', '-9223372036854775808', null]],
  ])('%s: %j', async (type, values) => {
    await changed(type, values, values);
    expect(await lab.store.skew()).toEqual({
      ...{ checked: values.length, values: values.length, mismatches: [] },
      nulls: values.filter((value) => value === null).length,
    });
  });

  test('what expired is null on both paths', async () => {
    await write('int64', [1], '2024-01-01T00:00:00Z');
    await lab.store.apply([viewOf('int64', '1d')]);
    await lab.store.materialize(null, END);
    expect((await lab.store.skew()).mismatches).toEqual([]);
  });

  test('rows of after now are not looked at', async () => {
    await write('int64', [1], '2024-01-10T00:00:00.000001Z');
    await lab.store.apply([viewOf('int64')]);
    expect(await lab.store.skew()).toMatchObject({ checked: 0, mismatches: [] });
  });
});

describe('bit for bit, or within a tolerance that is relative to the greater', () => {
  test.each([
    [100, 101, 0.01, 0],
    [100, 101.1, 0.01, 1],
    [-100, -101, 0.01, 0],
    [0, 1e-300, 0.5, 1],
    [NaN, NaN, 0, 0],
    [NaN, 1, 10, 1],
    [0, -0, 0, 1],
    [0, -0, 0.01, 0],
    [Infinity, 1, 0.5, 1],
  ])('%d and %d within %d: %d mismatches', async (a, b, tolerance, mismatches) => {
    await changed('float64', [a], [b]);
    expect((await lab.store.skew({ tolerance })).mismatches).toHaveLength(mismatches);
  });

  test.each([
    ['100', '101', 0.01, 0],
    ['9223372036854775807', '-9223372036854775808', 1, 1],
    ['9223372036854775807', '9223372036854775806', 0, 1],
  ])('the bigints %s and %s within %d: %d mismatches', async (a, b, tolerance, mismatches) => {
    await changed('bigint', [a], [b]);
    expect((await lab.store.skew({ tolerance })).mismatches).toHaveLength(mismatches);
  });
});

describe('a sample', () => {
  const ids = Array.from({ length: 50 }, (_, i) => i);

  test('is of the size asked, and the same keys for the same seed', async () => {
    await changed(
      'int64',
      ids,
      ids.map((id) => id + 1),
    );
    const keys = async (seed: number): Promise<unknown[]> => {
      const { checked, mismatches } = await lab.store.skew({ sample: 7, seed });
      expect(checked).toBe(7);
      return mismatches.map(({ entity: { id } }) => id);
    };
    const first = await keys(1);
    expect(first).toHaveLength(7);
    expect(await keys(1)).toEqual(first);
    expect(await keys(2)).not.toEqual(first);
    expect(await lab.store.skew({ sample: 0 })).toEqual({ checked: 0, values: 0, nulls: 0, mismatches: [] });
    expect(await lab.store.skew({ sample: 500 })).toMatchObject({ checked: 50 });
  });

  test.each([
    [{ sample: -1 }, 'sample -1 is not a whole number of keys'],
    [{ sample: 1.5 }, 'sample 1.5 is not'],
    [{ seed: NaN }, 'seed NaN is not a whole number'],
    [{ tolerance: -0.1 }, 'tolerance -0.1 is not'],
    [{ tolerance: NaN }, 'tolerance NaN is not'],
  ])('%o is an error', async (options, message) => {
    await changed('int64', [1], [1]);
    await expect(lab.store.skew(options)).rejects.toThrow(message);
  });
});

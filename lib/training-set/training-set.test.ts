import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Table } from 'apache-arrow';
import { afterAll, describe, expect, test } from 'vitest';

import type { Column } from '../columns/column';
import { readEntityDf } from '../entity-df/read-entity-df';
import type { EntityDfInput } from '../entity-df/entity-df';
import { createFileStore } from '../offline/file/file-store';
import { arrowTable } from '../testing/arrow-table';
import type { KeyType } from '../types';
import { TrainingSet } from './training-set';
import type { FeatureColumn } from './training-set';
import { PIECE } from './write-table';

const folder = mkdtempSync(join(tmpdir(), 'featlab-training-set-'));
const store = createFileStore({ folder, expand: (text) => text, threads: 1 });
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const T = '2024-01-01T03:00:00+03:00';

async function trainingSet(
  input: unknown,
  features: readonly FeatureColumn[] = [],
  keys: Readonly<Record<string, KeyType>> = {},
): Promise<TrainingSet> {
  const entityDf = await readEntityDf(input as EntityDfInput, new Map(Object.entries(keys)), (path) =>
    store.readTable(path),
  );
  return new TrainingSet(entityDf, features);
}

const seen: Column = { type: 'timestamp', unit: 'ns', values: BigInt64Array.of(-1n, 0n), valid: Uint8Array.of(1, 0) };
const FEATURES: FeatureColumn[] = [
  { name: 'rate', column: { type: 'float32', values: Float32Array.of(0.1, NaN) } },
  { name: 'seen', column: seen },
  { name: 'city', column: { type: 'string', values: ['ñ', ''], valid: Uint8Array.of(1, 0) } },
];

describe('rows and columns', () => {
  test('input columns come back as they were given, then the features in the order asked', async () => {
    const at = new Date(0);
    const set = await trainingSet(
      [
        { id: 1n, event_timestamp: T, label: at },
        { id: 2, event_timestamp: at },
      ],
      FEATURES,
    );
    expect(set.toRows()).toEqual([
      {
        id: 1n,
        event_timestamp: T,
        label: at,
        rate: Math.fround(0.1),
        seen: '1969-12-31T23:59:59.999999999Z',
        city: 'ñ',
      },
      { id: 2, event_timestamp: at, label: null, rate: NaN, seen: null, city: null },
    ]);
    expect(set.toColumns()['city']).toEqual(['ñ', null]);
    expect([set.numRows, set.columnNames]).toEqual([2, ['id', 'event_timestamp', 'label', 'rate', 'seen', 'city']]);
  });

  test('columns of an Arrow table come as JavaScript reads them: bigints only beyond ±2^53, times as text', async () => {
    const table = arrowTable([
      { name: 'id', type: 'int64', values: ['1', '9007199254740993', null] },
      {
        name: 'event_timestamp',
        type: 'timestamp[ns]',
        values: ['1970-01-01T00:00:00.000000001Z', '2024-01-01T00:00:00Z', '2024-01-01T00:00:00Z'],
      },
    ]);
    const columns = (await trainingSet(table)).toColumns();
    expect(columns['id']).toEqual([1, 9007199254740993n, null]);
    expect(columns['event_timestamp']).toEqual([
      '1970-01-01T00:00:00.000000001Z',
      '2024-01-01T00:00:00Z',
      '2024-01-01T00:00:00Z',
    ]);
  });

  test('an int64 feature beyond ±2^53 stops rows and columns; the Arrow table has it', async () => {
    const column: Column = { type: 'int64', values: BigInt64Array.of(2n ** 53n + 1n) };
    const set = await trainingSet([{ event_timestamp: T }], [{ name: 'n', column }]);
    expect(() => set.toRows()).toThrow('row 1: n is 9007199254740993, beyond ±2^53');
    expect(set.toArrow().getChild('n')?.get(0)).toBe(2n ** 53n + 1n);
  });

  test('no rows are no rows, with all columns', async () => {
    const none: Column = { type: 'string', values: [] };
    const set = await trainingSet({ id: [], event_timestamp: [] }, [{ name: 'city', column: none }]);
    expect([set.toRows(), set.toColumns()]).toEqual([[], { id: [], event_timestamp: [], city: [] }]);
    expect(set.toArrow().schema.fields.map(({ name }) => name)).toEqual(['id', 'event_timestamp', 'city']);
  });

  test('of no rows danfo has the columns', async () => {
    const frame = await (await trainingSet({ id: [], event_timestamp: [] })).toDataFrame();
    expect([frame.shape, frame.columns]).toEqual([
      [0, 2],
      ['id', 'event_timestamp'],
    ]);
  });

  test('danfo has it to look at', async () => {
    const frame = await (await trainingSet([{ id: 1, event_timestamp: T }])).toDataFrame();
    expect([frame.shape, frame.columns]).toEqual([
      [1, 2],
      ['id', 'event_timestamp'],
    ]);
  });
});

describe('the Arrow table', () => {
  test.each<[string, unknown[], string]>([
    ['safe numbers', [1, -2, null], 'Int64'],
    ['bigints', [1n, -(2n ** 63n), null], 'Int64'],
    ['numbers with a fraction', [1, 0.5, null], 'Float64'],
    ['minus zero', [1, -0, NaN], 'Float64'],
    ['texts', ['a', '', null], 'Utf8'],
    ['booleans', [true, false, null], 'Bool'],
    ['bytes', [Uint8Array.of(1), new Uint8Array(0), null], 'Binary'],
    ['Dates', [new Date(1), null, new Date(0)], 'Timestamp<MICROSECOND, UTC>'],
    ['nulls alone', [null, null, null], 'Utf8'],
  ])('types a column of %s as all its values are', async (_, values, type) => {
    const set = await trainingSet({ event_timestamp: values.map(() => T), c: values });
    const vector = set.toArrow().getChild('c')!;
    expect(String(vector.type)).toBe(type);
    expect(Array.from(vector, (value) => value === null)).toEqual(values.map((value) => value === null));
  });

  test.each<[KeyType, string]>([
    ['int64', 'Int64'],
    ['bigint', 'Int64'],
    ['string', 'Utf8'],
  ])('types a join key as the views do, %s, where no row has one', async (key, type) => {
    for (const times of [[], [T]]) {
      const input = { id: times.map(() => null), event_timestamp: times };
      const set = await trainingSet(input, [], { id: key });
      expect(String(set.toArrow().getChild('id')?.type)).toBe(type);
    }
  });

  test.each<[string, unknown[]]>([
    ['a number and a text', [1, 'a']],
    ['a bigint beyond int64', [2n ** 63n]],
    ['objects', [{}]],
  ])('refuses %s in one column', async (_, values) => {
    const set = await trainingSet({ event_timestamp: values.map(() => T), c: values });
    expect(() => set.toArrow()).toThrow("the entity dataframe's column c mixes kinds of values");
  });

  test('has the times in microseconds, or in nanoseconds where one needs them', async () => {
    const typeOf = async (...event_timestamp: string[]): Promise<string> =>
      String((await trainingSet({ event_timestamp })).toArrow().getChildAt(0)?.type);
    expect(await typeOf(T, '9999-01-01')).toBe('Timestamp<MICROSECOND, UTC>');
    expect(await typeOf(T, '2024-01-01T00:00:00.000000001Z')).toBe('Timestamp<NANOSECOND, UTC>');
    await expect(typeOf('9999-01-01', '2024-01-01T00:00:00.000000001Z')).rejects.toThrow(
      'column event_timestamp has times with nanoseconds and times beyond the years 1677 to 2262',
    );
  });
});

describe('a Parquet file', () => {
  const written = async (set: TrainingSet, name: string): Promise<Table> => {
    await set.writeParquet(join(folder, name));
    return store.readTable(join(folder, name));
  };

  test('keeps every type and value', async () => {
    const table = await written(
      await trainingSet(
        [
          { id: 1, event_timestamp: T },
          { id: 2n ** 53n + 1n, event_timestamp: T },
        ],
        FEATURES,
      ),
      'a.parquet',
    );
    expect(table.schema.fields.map(({ name, type }) => `${name} ${String(type)}`)).toEqual([
      'id Int64',
      'event_timestamp Timestamp<MICROSECOND, UTC>',
      'rate Float32',
      'seen Timestamp<NANOSECOND, UTC>',
      'city Utf8',
    ]);
    const again = await trainingSet(table);
    expect(again.toColumns()).toEqual({
      id: [1, 2n ** 53n + 1n],
      event_timestamp: ['2024-01-01T00:00:00Z', '2024-01-01T00:00:00Z'],
      rate: [Math.fround(0.1), NaN],
      seen: ['1969-12-31T23:59:59.999999999Z', null],
      city: ['ñ', null],
    });
  });

  test('of more rows than are turned into it at once is the same table, a null in the last row alone too', async () => {
    const length = PIECE + 1;
    const values = Int32Array.from({ length }, (_, row) => row);
    const valid = values.map((row) => Number(row < PIECE));
    const column: Column = { type: 'int32', values, valid: Uint8Array.from(valid) };
    const set = await trainingSet({ event_timestamp: Array<Date>(length).fill(new Date(0)) }, [{ name: 'n', column }]);
    const table = await written(set, 'long.parquet');
    expect(table.schema.fields.map(({ nullable }) => nullable)).toEqual([false, true]);
    const read = table.getChild('n')!;
    expect([read.length, read.nullCount, read.get(PIECE)]).toEqual([length, 1, null]);
    expect((read.toArray() as Int32Array).subarray(0, PIECE).every((value, row) => value === row)).toBe(true);
  });

  test('may have no rows, and any columns', async () => {
    const table = await written(await trainingSet({ 'a.b': [], event_timestamp: [] }), 'empty.parquet');
    expect([table.numRows, table.schema.fields.map(({ name }) => name)]).toEqual([0, ['a.b', 'event_timestamp']]);
  });

  test('is there whole or not at all', async () => {
    const set = await trainingSet([{ event_timestamp: T }]);
    const long = await trainingSet({ event_timestamp: Array<Date>(PIECE + 1).fill(new Date(0)) });
    for (const each of [set, long]) {
      await expect(each.writeParquet(join(folder, 'nowhere', 'a.parquet'))).rejects.toThrow(
        /a\.parquet cannot be written \(ENOENT.*\)\nfix: name a file in a folder that is there, writable, and has room/,
      );
    }
    expect(existsSync(join(folder, 'nowhere'))).toBe(false);
    writeFileSync(join(folder, 'old.parquet'), 'old');
    expect((await written(set, 'old.parquet')).numRows).toBe(1);
    expect(readdirSync(folder).filter((name) => name.includes('tmp'))).toEqual([]);
  });

  describe.skipIf(process.platform === 'win32')('through a link', () => {
    const links = join(folder, 'links');
    const written = async (name: string, target: string): Promise<boolean> => {
      mkdirSync(join(links, 'far'), { recursive: true });
      symlinkSync(target, join(links, name));
      await (await trainingSet([{ event_timestamp: T }])).write(join(links, name));
      expect(readFileSync(join(links, name), 'utf8')).toMatch(/^event_timestamp\n/);
      expect([...readdirSync(links), ...readdirSync(join(links, 'far'))].join()).not.toContain('tmp');
      return lstatSync(join(links, name)).isSymbolicLink();
    };
    const far = (name: string): string => readFileSync(join(links, 'far', name), 'utf8');

    test('is the file that it leads to, and the link stays', async () => {
      mkdirSync(join(links, 'far'), { recursive: true });
      writeFileSync(join(links, 'far', 'a.csv'), 'old');
      expect(await written('a.csv', 'far/a.csv')).toBe(true);
      expect(far('a.csv')).toMatch(/^event_timestamp\n/);
    });

    test('is that file where it is not there yet, over two links too', async () => {
      expect(await written('far/b.csv', 'c.csv')).toBe(true);
      rmSync(join(links, 'far', 'c.csv'));
      expect(await written('b.csv', 'far/b.csv')).toBe(true);
      expect(far('c.csv')).toMatch(/^event_timestamp\n/);
    });

    test('takes the place of a link to what nobody may write, such as the cache of DVC, and of one to itself', async () => {
      writeFileSync(join(links, 'far', 'cached'), 'named by what it holds');
      chmodSync(join(links, 'far', 'cached'), 0o444);
      expect(await written('d.csv', 'far/cached')).toBe(false);
      expect(far('cached')).toBe('named by what it holds');
      expect(await written('e.csv', 'e.csv')).toBe(false);
    });
  });

  test('two that are written to one place at once: one of them, whole', async () => {
    const sets = [
      await trainingSet([{ event_timestamp: T }]),
      await trainingSet([1, 2].map(() => ({ event_timestamp: T }))),
    ];
    const path = join(folder, 'both.csv');
    await Promise.all(sets.map((set) => set.write(path)));
    const texts = await Promise.all(
      sets.map(async (set, i) => {
        const alone = join(folder, `alone-${String(i)}.csv`);
        await set.write(alone);
        return readFileSync(alone, 'utf8');
      }),
    );
    expect(texts).toContain(readFileSync(path, 'utf8'));
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';

import {
  Dictionary,
  Field,
  Int32,
  LargeUtf8,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  TimestampSecond,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';
import { afterAll, describe, expect, test } from 'vitest';

import { valueAt } from '../columns/column-values';
import { arrowTable } from '../testing/arrow-table';
import { formatInstant } from '../time/time';
import type { KeyType } from '../types';
import type { EntityDf, EntityDfInput } from './entity-df';
import { inputValues } from '../training-set/input-column';
import { jsonText } from '../training-set/json-text';
import { readEntityDf } from './read-entity-df';

const folder = mkdtempSync(join(tmpdir(), 'featlab-entity-df-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const T = '2024-01-01T00:00:00Z';

function read(input: unknown, keys: Record<string, KeyType> = {}): Promise<EntityDf> {
  return readEntityDf(input as EntityDfInput, new Map(Object.entries(keys)), () => Promise.resolve(new Table()));
}

function times({ times: { us, ns } }: EntityDf): string[] {
  return Array.from(us, (micros, row) => formatInstant({ us: micros, ns: ns?.[row] ?? 0 }));
}

function keyValues(df: EntityDf, key: string): unknown[] {
  const column = df.keys.get(key)!;
  return Array.from({ length: df.length }, (_, row) => valueAt(column, row, key));
}

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

describe('rows and columns', () => {
  test('rows: columns in the order in which they come up, null where a row lacks one', async () => {
    const df = await read([
      { id: 1, event_timestamp: T },
      { event_timestamp: T, label: 'x', id: undefined },
    ]);
    expect(df.columns).toEqual([
      { name: 'id', given: 'values', values: [1, null] },
      { name: 'event_timestamp', given: 'values', values: [T, T] },
      { name: 'label', given: 'values', values: [null, 'x'] },
    ]);
  });

  test("a column named like an object's own part is a column", async () => {
    const df = await read([{ event_timestamp: T }, { event_timestamp: T, constructor: 1 }]);
    expect(df.columns[1]).toMatchObject({ name: 'constructor', values: [null, 1] });
  });

  test('columns: as they are', async () => {
    const df = await read({ id: [1, 2], event_timestamp: [T, T] }, { id: 'int64' });
    expect([df.length, keyValues(df, 'id')]).toEqual([2, [1, 2]]);
  });

  test('columns in an object of another realm, as a notebook has them, or of none', async () => {
    const foreign: unknown = runInNewContext(`({ id: [1], event_timestamp: ['${T}'] })`);
    const bare = Object.assign(Object.create(null), { id: [1], event_timestamp: [T] }) as unknown;
    for (const columns of [foreign, bare]) expect((await read(columns)).length).toBe(1);
  });

  test('a training set, which is a table', async () => {
    const given = arrowTable([
      { name: 'id', type: 'int64', values: [7] },
      { name: 'event_timestamp', type: 'timestamp', values: [T] },
    ]);
    expect(keyValues(await read({ toArrow: () => given }, { id: 'int64' }), 'id')).toEqual([7]);
  });

  test.each<[string, object, string]>([
    ['a promise', Promise.resolve([]), 'entityDf is a Promise, neither rows nor columns\nfix: await it: '],
    ['a set', new Set(), 'entityDf is a Set, neither rows nor columns\nfix: pass an array of rows'],
    ['a map', new Map(), 'entityDf is a Map, '],
    ['a date', new Date(0), 'entityDf is a Date, '],
    ['a URL', new URL('file:///rows.csv'), 'entityDf is a URL, '],
    [
      'an object of a class',
      new (class DataFrame {
        readonly values = [];
      })(),
      'dfd.toJSON(df)',
    ],
  ])('%s is neither: it would be no rows', async (_, given, message) => {
    await expect(read(given)).rejects.toThrow(message);
  });

  test('no rows are no rows, whatever the keys', async () => {
    expect(await read([], { id: 'int64' })).toMatchObject({ length: 0, columns: [] });
    expect(await read({ id: [], event_timestamp: [] }, { id: 'int64' })).toMatchObject({ length: 0 });
  });

  test.each<[string, unknown, string]>([
    [
      'columns of unequal length',
      { id: [1, 2], event_timestamp: [T] },
      'column event_timestamp has 1 values, id has 2\nfix: ',
    ],
    ['a row given as columns', { id: 1, event_timestamp: T }, 'column id is 1, not an array of values\nfix: '],
    ['a row that is none', [{ event_timestamp: T }, 5], 'entity row 2 is 5, not an object\nfix: '],
    ['a hole where a row should be', [, { event_timestamp: T }], 'entity row 1 is null, not an object\nfix: '],
    ['a bigint as row', [5n], 'entity row 1 is "5", not an object\nfix: '],
    ['nothing', null, 'entityDf is null\nfix: '],
    ['a number', 5, 'entityDf is 5\nfix: '],
  ])('%s is an error', async (_, input, message) => {
    await expect(read(input)).rejects.toThrow(message);
  });
});

describe('the time column', () => {
  test('is event_timestamp, though others hold times', async () => {
    const df = await read([{ born: '1990-01-01', event_timestamp: T }]);
    expect([df.timeColumn, times(df)]).toEqual(['event_timestamp', [T]]);
  });

  test('is the only one of times; a join key is not meant, nor is a number', async () => {
    const row = { day: '2024-01-01', year: 2024, at: new Date(0) };
    expect(await read([row], { day: 'string' })).toMatchObject({ timeColumn: 'at' });
  });

  test('Dates, texts, offsets and nanoseconds may be mixed', async () => {
    const written = [new Date(1), '2024-01-01', '2024-01-01T03:00:00+03:00', '1969-12-31T23:59:59.999999999Z'];
    const df = await read({ event_timestamp: written });
    expect(times(df)).toEqual(['1970-01-01T00:00:00.001Z', T, T, '1969-12-31T23:59:59.999999999Z']);
    expect((await read({ event_timestamp: written.slice(0, 3) })).times.ns).toBeUndefined();
  });

  test.each<[string, unknown, string]>([
    ['none', [{ id: 1, label: 'x' }], 'the entity dataframe has no time column, only id, label\nfix: '],
    [
      'two',
      [{ a: T, b: T }],
      'the entity dataframe has 2 timestamp columns (a, b), and none is called event_timestamp\nfix: ',
    ],
    ['a column with a hole', { event_timestamp: [T, , T] }, 'entity row 2 has no time in column event_timestamp'],
    ['a row without one', [{ at: T }, { at: null }], 'entity row 2 has no time in column at\nfix: '],
    [
      'a word',
      [{ event_timestamp: T }, { event_timestamp: 'noon' }],
      'entity row 2, column event_timestamp: "noon" is not a time\nfix: ',
    ],
    [
      'a count',
      [{ event_timestamp: 1704067200 }],
      'entity row 1, column event_timestamp: 1704067200 is not a time\nfix: ',
    ],
    ['a count of ns', [{ event_timestamp: 1n }], 'entity row 1, column event_timestamp: 1n is not a time\nfix: '],
    [
      'an invalid Date',
      [{ event_timestamp: new Date(NaN) }],
      'entity row 1, column event_timestamp: Invalid Date is not a time\nfix: ',
    ],
  ])('%s is an error', async (_, rows, message) => {
    await expect(read(rows)).rejects.toThrow(message);
  });
});

describe('join keys', () => {
  const withId = (...ids: unknown[]): Record<string, unknown>[] => ids.map((id) => ({ id, event_timestamp: T }));

  test('integers are safe numbers or bigints, and null', async () => {
    const df = await read(withId(1, 2n ** 53n + 1n, -(2n ** 63n), null), { id: 'bigint' });
    expect(keyValues(df, 'id')).toEqual([1n, 2n ** 53n + 1n, -(2n ** 63n), null]);
  });

  test('a bigint may be its JSON form, a string of digits, as in an online read', async () => {
    expect(keyValues(await read(withId('9007199254740993'), { id: 'bigint' }), 'id')).toEqual([2n ** 53n + 1n]);
  });

  test('an Arrow column of wider integers is checked against the range of an int32', async () => {
    const at = { name: 'event_timestamp', type: 'timestamp[us]', values: [T, T, T] } as const;
    const ids = (values: unknown[]) => arrowTable([{ name: 'id', type: 'int64', values }, at]);
    expect(keyValues(await read(ids([1, null, -(2 ** 31)]), { id: 'int32' }), 'id')).toEqual([1, null, -(2 ** 31)]);
    await expect(read(ids([1, null, 2 ** 31]), { id: 'int32' })).rejects.toThrow(
      'entity row 3: id is 2147483648n, and the join key is int32\nfix: ',
    );
  });

  test.each<[KeyType, unknown, string]>([
    ['int64', '5', 'id is "5", and the join key is int64'],
    ['string', 5, 'id is 5, and the join key is string'],
    ['int64', 1001.5, 'id is 1001.5, and the join key is int64'],
    ['int64', 2 ** 53, 'id is 9007199254740992, and the join key is int64'],
    ['int64', 2n ** 63n, 'id is 9223372036854775808n, and the join key is int64'],
    ['int64', NaN, 'id is NaN, and the join key is int64'],
    ['int64', true, 'id is true, and the join key is int64'],
    ['int32', 2 ** 31, 'id is 2147483648, and the join key is int32'],
    ['bigint', '9223372036854775808', 'id is "9223372036854775808", and the join key is bigint'],
  ])('of type %s, %o is an error of its row', async (type, id, message) => {
    await expect(read(withId(type === 'string' ? 'x' : 1, id), { id: type })).rejects.toThrow(
      new RegExp(`entity row 2: .*${message}\nfix: `),
    );
  });

  test('a missing one names what is there', async () => {
    await expect(read([{ driver: 1, event_timestamp: T }], { id: 'int64' })).rejects.toThrow(
      'the entity dataframe has no column id, a join key of the asked views\nfix: add id; it has driver, event_timestamp',
    );
  });
});

describe('Arrow tables', () => {
  test('keys of narrower integers, dictionaries and large strings; times in seconds', async () => {
    const table = new Table({
      id: vectorFromArray([1, null], new Int32()),
      city: vectorFromArray(['a', 'b'], new Dictionary(new Utf8(), new Int32())),
      zone: vectorFromArray(['x', null], new LargeUtf8()),
      at: vectorFromArray([0, 86_400_000], new TimestampSecond()),
    });
    const df = await read(table, { id: 'int64', city: 'string', zone: 'string' });
    expect([df.timeColumn, times(df)]).toEqual(['at', ['1970-01-01T00:00:00Z', '1970-01-02T00:00:00Z']]);
    expect(['id', 'city', 'zone'].map((key) => keyValues(df, key))).toEqual([
      [1, null],
      ['a', 'b'],
      ['x', null],
    ]);
  });

  test('a slice, and a table of several batches, keep their rows', async () => {
    const columns = (from: number) => [
      { name: 'id', type: 'int64', values: [from, null, from + 2] },
      {
        name: 'event_timestamp',
        type: 'timestamp[ns]',
        values: [1, 2, 3].map((n) => `1970-01-01T00:00:00.00000000${String(n)}Z`),
      },
    ];
    const both = arrowTable(columns(0)).concat(arrowTable(columns(10)));
    expect(keyValues(await read(both, { id: 'int64' }), 'id')).toEqual([0, null, 2, 10, null, 12]);
    const slice = await read(both.slice(1, 5), { id: 'int64' });
    expect(keyValues(slice, 'id')).toEqual([null, 2, 10, null]);
    expect(times(slice).map((text) => text.slice(-3))).toEqual(['02Z', '03Z', '01Z', '02Z']);
  });

  test.each<[string, string, unknown, string]>([
    ['a key of floats', 'float64', 1, 'column id is Float64, and the join key is int64\nfix: write id as int64'],
    ['a key of strings', 'string', '1', 'column id is Utf8, and the join key is int64\nfix: write id as int64'],
  ])('%s is an error of type', async (_, type, value, message) => {
    const table = arrowTable([
      { name: 'id', type, values: [value] },
      { name: 'event_timestamp', type: 'timestamp', values: [T] },
    ]);
    await expect(read(table, { id: 'int64' })).rejects.toThrow(message);
  });

  test('two columns of one name are an error: one would be lost', async () => {
    const table = arrowTable([
      { name: 'event_timestamp', type: 'timestamp[us]', values: [T] },
      { name: 'x', type: 'int32', values: [1] },
      { name: 'y', type: 'int32', values: [2] },
    ]);
    const fields = ['event_timestamp', 'x', 'x'].map((name, i) => new Field(name, table.schema.fields[i].type, true));
    const data = makeData({ type: new Struct(fields), length: 1, children: table.batches[0].data.children });
    const twice = new Table(new RecordBatch(new Schema(fields), data));
    await expect(read(twice)).rejects.toThrow('the entity dataframe has two columns x\nfix: ');
  });

  test('times that are texts, and a time that is null, are errors', async () => {
    const text = arrowTable([{ name: 'event_timestamp', type: 'string', values: [T] }]);
    await expect(read(text)).rejects.toThrow('column event_timestamp is Utf8, not a timestamp\nfix: ');
    const hole = arrowTable([{ name: 'event_timestamp', type: 'timestamp', values: [T, null] }]);
    await expect(read(hole)).rejects.toThrow('entity row 2 has no time in column event_timestamp\nfix: ');
  });
});

describe('files', () => {
  test('CSV and JSON by their endings, in capitals too', async () => {
    const csv = await read(file('a.CSV', `id,event_timestamp\n7,${T}\n`), { id: 'int64' });
    const json = await read(file('a.json', `[{"id":9007199254740993,"event_timestamp":"${T}"}]`), { id: 'bigint' });
    expect([keyValues(csv, 'id'), keyValues(json, 'id')]).toEqual([[7], [9007199254740993n]]);
  });

  test('JSON: a column of several kinds of values is text, one of numbers, booleans or strings stays what it is', async () => {
    const rows = [
      `{"event_timestamp":"${T}","n":1,"x":1,"b":true,"s":"1","mixed":1,"big":9007199254740993,"deep":{"a":[1]}}`,
      `{"event_timestamp":"${T}","n":null,"x":2.5,"b":false,"s":"","mixed":"1","big":1.5,"deep":"d"}`,
    ];
    const { columns } = await read(file('kinds.json', `[${rows.join(',')}]`));
    const values = Object.fromEntries(columns.map((column) => [column.name, inputValues(column)]));
    expect(values).toMatchObject({ n: [1, null], x: [1, 2.5], b: [true, false], s: ['1', ''], mixed: ['1', '1'] });
    expect(values).toMatchObject({ big: ['9007199254740993', '1.5'], deep: ['{"a":[1]}', 'd'] });
  });

  test('a bigint key in JSON may be its string of digits', async () => {
    const path = file('b.json', `[{"id":"9007199254740993","event_timestamp":"${T}"}]`);
    expect(keyValues(await read(path, { id: 'bigint' }), 'id')).toEqual([9007199254740993n]);
  });

  test('an int64 key beyond ±2^53 too, as a training set writes it; "5" is no 5, and digits beyond int64 are none', async () => {
    const ids = [5, 9007199254740993n, -(2n ** 63n)];
    const path = file(
      'long.json',
      [
        ...jsonText([
          ['id', ids],
          ['event_timestamp', [T, T, T]],
        ]),
      ].join(''),
    );
    expect((await read(path, { id: 'int64' })).keys.get('id')?.values).toEqual(BigInt64Array.from(ids, BigInt));
    for (const id of ['5', '9007199254740991', '9223372036854775808', '9007199254740993.0']) {
      const wrong = file('wrong.json', JSON.stringify([{ id, event_timestamp: T }]));
      await expect(read(wrong, { id: 'int64' })).rejects.toThrow(/entity row 1: id is .*, and the join key is int64/);
    }
    const short = file('short.json', `[{"id":"9007199254740993","event_timestamp":"${T}"}]`);
    await expect(read(short, { id: 'int32' })).rejects.toThrow('id is "9007199254740993", and the join key is int32');
  });

  test.each(['s3://lake/rows.parquet', 'https://example.org/rows.csv'])(
    '%s is no file of this machine',
    async (url) => {
      await expect(read(url)).rejects.toThrow(
        `entityDf is ${url}, a URL, and only files of this machine are read\nfix: download it and pass the file's path`,
      );
    },
  );

  test.each([
    ['a path without an ending', 'rows', 'the ending says no format\nfix: use .parquet, .csv or .json'],
    ['a file that is not there', 'missing.csv', /missing\.csv cannot be read \(ENOENT.*\)\nfix: check the path/],
  ])('%s is an error', async (_, name, message) => {
    await expect(read(join(folder, name))).rejects.toThrow(message);
  });

  test('a byte order mark is no part of them; another encoding than UTF-8 is an error, not other letters', async () => {
    const text = `city,event_timestamp\nCórdoba,${T}\n`;
    expect(keyValues(await read(file('mark.csv', `\ufeff${text}`), { city: 'string' }), 'city')).toEqual(['Córdoba']);
    const rows = JSON.stringify([{ city: 'Córdoba', event_timestamp: T }]);
    expect(keyValues(await read(file('mark.json', `\ufeff${rows}`), { city: 'string' }), 'city')).toEqual(['Córdoba']);
    const latin = join(folder, 'latin.csv');
    writeFileSync(latin, text, 'latin1');
    await expect(read(latin)).rejects.toThrow(`${latin} is not UTF-8\nfix: save it again as UTF-8`);
  });

  test('JSON that is no array of rows is an error', async () => {
    await expect(read(file('c.json', '{"id":1}'))).rejects.toThrow('holds no array of rows\nfix: ');
    await expect(read(file('d.json', '[{]'))).rejects.toThrow('d.json is not JSON');
  });
});

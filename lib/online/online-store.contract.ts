import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Column, Times, TimeUnit } from '../column';
import { compareRows } from '../join/rule';
import { runs } from '../testing/runs';
import { formatInstant, instantFromNs, parseInstant } from '../time';
import type { Instant } from '../time';
import type { KeyValue, Value, ValueType } from '../types';
import type { EntityKey, OnlineBatch, OnlineRow, OnlineStore, OnlineView } from './online-store';

/** A store under test, and how to open the same stored rows once more. */
export interface OpenedStore {
  readonly store: OnlineStore;
  reopen(): Promise<OnlineStore>;
  cleanUp(): Promise<void>;
  /** For another process: JavaScript that makes the store of `featlab`, and the name under which a view is there. */
  readonly elsewhere?: { readonly expression: string; readonly view: (view: OnlineView) => OnlineView };
}

export const driverView: OnlineView = {
  project: 'lab',
  name: 'driver_stats',
  keys: [{ name: 'driver_id', type: 'int64' }],
  features: [{ name: 'trips', type: 'int64' }],
};

/** One row to write. Times are ISO text or microseconds; `created` null where there is none. */
export interface Row {
  readonly key: EntityKey;
  readonly at: string | number | Instant;
  readonly created?: string | number | null;
  readonly values: readonly Value[];
}

export interface ContractOptions {
  /** How many keys are many; fewer for a stand-in that is slow. */
  readonly manyKeys?: number;
}

/** What every online store promises. `open` makes an empty one. */
export function describeOnlineStore(
  name: string,
  open: () => Promise<OpenedStore>,
  { manyKeys = 20_001 }: ContractOptions = {},
): void {
  describe(`${name}: the contract of online stores`, () => {
    let opened: OpenedStore;
    let store: OnlineStore;
    beforeEach(async () => {
      opened = await open();
      store = opened.store;
    });
    afterEach(async () => {
      await store.close();
      await opened.cleanUp();
    });

    const put = (view: OnlineView, ...rows: Row[]) => store.write(view, batchOf(view, rows));
    const values = async (view: OnlineView, ...keys: EntityKey[]) =>
      (await store.read(view, namesOf(view), keys)).map((row) => row?.values);
    const trips = async (driver: KeyValue) => (await values(driverView, [driver]))[0]?.[0];

    describe('1. newer wins', () => {
      const first: Row = { key: [1], at: 100, created: 100, values: [1] };
      test.each<[string, Row, boolean]>([
        ['a later event', { ...first, at: 101, created: 0, values: [2] }, true],
        ['an earlier event, created later', { ...first, at: 99, created: 999, values: [2] }, false],
        ['the same event, created later', { ...first, created: 101, values: [2] }, true],
        ['the same event, created earlier', { ...first, created: 99, values: [2] }, false],
        ['the same event, without created', { ...first, created: null, values: [2] }, false],
        ['both times equal (a correction)', { ...first, values: [2] }, true],
        ['a nanosecond later', { ...first, at: { us: 100, ns: 1 }, created: 0, values: [2] }, true],
      ])('%s', async (_, second, replaces) => {
        expect(await put(driverView, first)).toBe(1);
        expect(await put(driverView, second)).toBe(replaces ? 1 : 0);
        expect(await trips(1)).toBe(replaces ? 2 : 1);
      });

      test('without created, the one written last of equal events stays', async () => {
        await put(driverView, { key: [1], at: 5, values: [1] });
        expect(await put(driverView, { key: [1], at: 5, values: [2] })).toBe(1);
        expect(await trips(1)).toBe(2);
      });

      test('any created time wins over none, also one before 1970', async () => {
        await put(driverView, { key: [1], at: 5, created: null, values: [1] });
        expect(await put(driverView, { key: [1], at: 5, created: -9e14, values: [2] })).toBe(1);
        expect(await put(driverView, { key: [1], at: 5, created: null, values: [3] })).toBe(0);
        expect(await trips(1)).toBe(2);
      });

      test('the rule holds within a batch too; every accepted row counts', async () => {
        const at = [3, 1, 3, 2];
        expect(await put(driverView, ...at.map((us, i) => ({ key: [1], at: us, values: [i] })))).toBe(2);
        expect(await trips(1)).toBe(2);
      });

      test('however long the batch: the newest of 1,000 rows of each of 3 keys', async () => {
        const rows = Array.from({ length: 3000 }, (_, i) => ({ key: [i % 3], at: (i * 7919) % 3000, values: [i] }));
        const oracle = new Map<KeyValue, Row>();
        expect(await put(driverView, ...rows)).toBe(acceptInto(oracle, rows));
        expect(await values(driverView, [0], [1], [2])).toEqual([0, 1, 2].map((key) => oracle.get(key)?.values));
      });

      test('a row is replaced whole: a null of the newer one is a null', async () => {
        await put(driverView, first);
        await put(driverView, { ...first, at: 200, values: [null] });
        expect(await trips(1)).toBeNull();
      });

      test('in whatever batches and order: the newest of each key', async () => {
        const time = fc.integer({ min: -2, max: 2 });
        const written = fc.record({
          key: fc.tuple(fc.constantFrom(0, 1, 2)),
          at: fc.record({ us: time, ns: fc.integer({ min: 0, max: 1 }) }),
          created: fc.option(time),
          values: fc.tuple(fc.integer()),
        });
        const batches = fc.array(fc.array(written, { maxLength: 6 }), { maxLength: 5 });
        let fresh = 2 ** 53 - 1;
        await fc.assert(
          fc.asyncProperty(batches, async (all) => {
            // Keys that no other case has had.
            const first = (fresh -= 3);
            const oracle = new Map<KeyValue, Row>();
            for (const batch of all) {
              const rows = batch.map((row) => ({ ...row, key: [first + row.key[0]] }));
              expect(await put(driverView, ...rows)).toBe(acceptInto(oracle, rows));
            }
            const keys = [first, first + 1, first + 2];
            expect(await values(driverView, ...keys.map((key) => [key]))).toEqual(
              keys.map((key) => oracle.get(key)?.values),
            );
          }),
          { numRuns: runs(60) },
        );
      });
    });

    describe('2. keys', () => {
      const pair: OnlineView = {
        ...driverView,
        name: 'pair',
        keys: [
          { name: 'a', type: 'int32' },
          { name: 'b', type: 'string' },
        ],
      };
      const ids = { ...driverView, name: 'ids', keys: [{ name: 'id', type: 'bigint' as const }] };
      const texts = { ...driverView, name: 'texts', keys: [{ name: 'id', type: 'string' as const }] };

      test('a tuple is compared as a tuple', async () => {
        await put(pair, { key: [1, '12'], at: 1, values: [1] }, { key: [11, '2'], at: 1, values: [2] });
        expect(await values(pair, [11, '2'], [1, '12'], [1, '2'], [112, ''])).toEqual([[2], [1], undefined, undefined]);
      });

      test('integers beyond 2^53 stay distinct, down to the ends of 64 bits', async () => {
        const keys = [2n ** 53n, 2n ** 53n + 1n, -(2n ** 53n) - 1n, 2n ** 63n - 1n, -(2n ** 63n), -1n, 0n];
        await put(ids, ...keys.map((key, i) => ({ key: [key], at: 1, values: [i] })));
        expect(await values(ids, ...keys.map((key) => [key]))).toEqual(keys.map((_, i) => [i]));
        expect(await values(ids, [2n ** 53n + 2n], [1n])).toEqual([undefined, undefined]);
      });

      test('an int64 key is a number where it is safe and a bigint beyond', async () => {
        await put(driverView, { key: [-7], at: 1, values: [1] }, { key: [2n ** 53n + 1n], at: 1, values: [2] });
        expect(await trips(-7)).toBe(1);
        expect(await trips(2n ** 53n + 1n)).toBe(2);
        expect(await trips(2n ** 53n)).toBeUndefined();
      });

      test('strings are kept as they are: empty, spaces, case, separators, NUL, emoji, digits', async () => {
        const keys = [
          '',
          ' ',
          'a',
          'A',
          'a:b',
          'a|b',
          'a\u0000b',
          'a\u0000',
          'a"\'b',
          'é',
          'e\u0301',
          '😀',
          '5',
          '05',
          '5.0',
        ];
        await put(texts, ...keys.map((key, i) => ({ key: [key], at: 1, values: [i] })));
        expect(await values(texts, ...keys.map((key) => [key]))).toEqual(keys.map((_, i) => [i]));
        expect(await values(texts, ['a\u0000c'], ['é '])).toEqual([undefined, undefined]);
      });

      test('a view without entities has one row, whose key is empty', async () => {
        const view = { ...driverView, name: 'global', keys: [] };
        expect(await values(view, [])).toEqual([undefined]);
        await put(view, { key: [], at: 1, values: [1] }, { key: [], at: 2, values: [2] });
        expect(await values(view, [], [])).toEqual([[2], [2]]);
      });

      test('answers are in the order of the keys, each as often as it is asked for', async () => {
        await put(driverView, { key: [1], at: 1, values: [10] }, { key: [2], at: 1, values: [20] });
        expect(await values(driverView, [2], [3], [1], [2])).toEqual([[20], undefined, [10], [20]]);
        expect(await values(driverView)).toEqual([]);
      });

      test('a store that lists its keys lists each once', async () => {
        if (!store.keys) return;
        expect(await collect(store.keys(pair))).toEqual([]);
        const keys = [
          [1, '12'],
          [11, '2'],
          [1, ''],
        ] satisfies EntityKey[];
        await put(pair, ...[...keys, ...keys].map((key) => ({ key, at: 1, values: [1] })));
        expect(new Set(await collect(store.keys(pair)))).toEqual(new Set(keys));
        await put(ids, { key: [7n], at: 1, values: [1] }, { key: [2n ** 53n + 1n], at: 1, values: [1] });
        expect(new Set(await collect(store.keys(ids)))).toEqual(new Set([[7n], [2n ** 53n + 1n]]));
        await put(driverView, { key: [7], at: 1, values: [1] }, { key: [2n ** 53n + 1n], at: 1, values: [1] });
        expect(new Set(await collect(store.keys(driverView)))).toEqual(new Set([[7], [2n ** 53n + 1n]]));
      });

      test('parts that give the same text when they are joined are different keys all the same', async () => {
        const two = { ...texts, keys: ['a', 'b'].map((name) => ({ name, type: 'string' as const })) };
        const keys = [
          ['ab', 'c'],
          ['a', 'bc'],
          ['1:a', '1:b'],
          ['a,1:b', ''],
          ['', 'a,1:b'],
          ['a', 'b'],
          ['a,', 'b'],
          ['a', ',b'],
          ['2:ab', ','],
        ];
        await put(two, ...keys.map((key, i) => ({ key, at: 1, values: [i] })));
        expect(await values(two, ...keys)).toEqual(keys.map((_, i) => [i]));
        expect(await values(two, ['', 'ab'], ['b', 'a'])).toEqual([undefined, undefined]);
        if (store.keys) expect(new Set(await collect(store.keys(two)))).toEqual(new Set(keys));
      });

      test('10,000 keys in one call, some twice, half of them unknown', async () => {
        await put(driverView, ...Array.from({ length: 5000 }, (_, i) => ({ key: [2 * i], at: i, values: [i] })));
        const keys = Array.from({ length: 10_000 }, (_, i) => [i % 9000]);
        const expected = keys.map(([key]) => (key % 2 === 0 ? [key / 2] : undefined));
        expect(await values(driverView, ...keys)).toEqual(expected);
      });

      test('more keys than any page are listed, and can be written meanwhile', async () => {
        if (!store.keys) return;
        await put(driverView, ...Array.from({ length: manyKeys }, (_, i) => ({ key: [i], at: 1, values: [i] })));
        let count = 0;
        for await (const key of store.keys(driverView)) {
          if (count++ === 0) await put(driverView, { key, at: 2, values: [-1] });
        }
        expect(count).toBe(manyKeys);
      });
    });

    describe('3. values come back as they went in', () => {
      test.each<[ValueType, Value[]]>([
        ['int32', [0, 1, -1, 2 ** 31 - 1, -(2 ** 31), null]],
        [
          'int64',
          [0, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n), null],
        ],
        ['bigint', [0n, -1n, 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n), null]],
        ['float32', [0, -0, NaN, Infinity, -Infinity, Math.fround(0.1), Math.fround(3.4e38), 2 ** -149, null]],
        ['float64', [0, -0, NaN, Infinity, -Infinity, 0.1, 3, Number.MAX_VALUE, -Number.MIN_VALUE, 2 ** 53 + 2, null]],
        [
          'string',
          ['', ' ', 'a', '1', '1.0', 'NaN', 'null', 'a\u0000b', 'ñandú 😀', '\ufeffx', "'; DROP TABLE x; --", null],
        ],
        ['bool', [true, false, null]],
        ['bytes', [new Uint8Array(0), Uint8Array.of(0, 255, 0), new Uint8Array(8), new Uint8Array(5000).fill(7), null]],
        [
          'timestamp',
          [
            '1970-01-01T00:00:00Z',
            '1901-12-13T20:45:51.999999999Z',
            '2024-03-01T10:00:00.000001Z',
            '2262-04-11T23:47:16.854Z',
            null,
          ],
        ],
      ])('%s', async (type, written) => {
        const view = {
          ...driverView,
          name: `all_${type}`,
          features: [
            { name: 'x', type },
            { name: 'y', type },
          ],
        };
        const reversed = written.toReversed();
        await put(view, ...written.map((x, i) => ({ key: [i], at: 1, values: [x, reversed[i]] })));
        const read = await values(view, ...written.map((_, i) => [i]));
        expect(read).toStrictEqual(written.map((x, i) => [x, reversed[i]]));
      });

      test.each<[TimeUnit, bigint, string]>([
        ['ms', 253402300799999n, '9999-12-31T23:59:59.999Z'],
        ['us', -62135596800000000n, '0001-01-01T00:00:00Z'],
        ['us', 253402300799999999n, '9999-12-31T23:59:59.999999Z'],
        ['ns', -(2n ** 63n), '1677-09-21T00:12:43.145224192Z'],
      ])('a timestamp column in %s', async (unit, value, text) => {
        const view: OnlineView = { ...driverView, name: 'seen', features: [{ name: 'at', type: 'timestamp' }] };
        const batch = batchOf(view, [{ key: [1], at: 1, values: [null] }]);
        await store.write(view, { ...batch, features: [{ type: 'timestamp', unit, values: BigInt64Array.of(value) }] });
        expect(await values(view, [1])).toEqual([[text]]);
      });

      test('features come in the order asked for, all or some, also none', async () => {
        const view: OnlineView = {
          ...driverView,
          features: [
            { name: 'a', type: 'int64' },
            { name: 'b', type: 'string' },
            { name: 'c', type: 'bool' },
          ],
        };
        await put(view, { key: [1], at: 5, values: [1, 'b', true] });
        const row = (...features: string[]) => store.read(view, features, [[1]]);
        expect(await row('c', 'a')).toEqual([{ us: 5, ns: 0, values: [true, 1] }]);
        expect(await row('b')).toEqual([{ us: 5, ns: 0, values: ['b'] }]);
        expect(await row()).toEqual([{ us: 5, ns: 0, values: [] }]);
      });

      test.each([
        '1969-12-31T23:59:59.999999Z',
        '0001-01-01T00:00:00Z',
        '2024-01-01T00:00:00.123456789Z',
        '9999-12-31T23:59:59Z',
      ])('the event time %s', async (at) => {
        await put(driverView, { key: [1], at, created: at, values: [1] });
        const [row] = (await store.read(driverView, ['trips'], [[1]])) as [OnlineRow];
        expect(formatInstant(row)).toBe(at);
      });

      test('an event time beyond ±2^53 µs keeps its nanoseconds', async () => {
        const at = instantFromNs(2n ** 63n * 3n + 1n);
        await put(driverView, { key: [1], at, values: [1] });
        expect(await store.read(driverView, ['trips'], [[1]])).toEqual([{ ...at, values: [1] }]);
      });
    });

    describe('4. views', () => {
      test('what was never written is undefined, and has no generation', async () => {
        expect(await values(driverView, [1], [2])).toEqual([undefined, undefined]);
        expect(await store.generation(driverView)).toBeUndefined();
      });

      test('rows are there again when the store is opened again, in the same generation', async () => {
        await put(driverView, { key: [1], at: 1, values: [1] });
        const generation = await store.generation(driverView);
        await store.close();
        store = await opened.reopen();
        expect(await trips(1)).toBe(1);
        expect(generation).toEqual(expect.any(String));
        expect(await store.generation(driverView)).toBe(generation);
      });

      test('update keeps what is unchanged and makes room for what is new', async () => {
        await put(driverView, { key: [1], at: 1, values: [1] });
        const generation = await store.generation(driverView);
        const other = { ...driverView, name: 'other' };
        await store.update({ drop: [], keep: [driverView, other] });
        expect(await trips(1)).toBe(1);
        expect(await store.generation(driverView)).toBe(generation);
        expect(await store.generation(other)).toEqual(expect.any(String));
      });

      test('the order of features is no change', async () => {
        const view: OnlineView = {
          ...driverView,
          features: [
            { name: 'a', type: 'int64' },
            { name: 'b', type: 'string' },
          ],
        };
        await put(view, { key: [1], at: 1, values: [1, 'b'] });
        const turned = { ...view, features: view.features.toReversed() };
        await store.update({ drop: [], keep: [turned] });
        expect(await values(turned, [1])).toEqual([['b', 1]]);
      });

      test.each<[string, Partial<OnlineView>]>([
        ['a feature more', { features: [...driverView.features, { name: 'more', type: 'bool' }] }],
        ['another type', { features: [{ name: 'trips', type: 'string' }] }],
        ['another key', { keys: [{ name: 'car_id', type: 'int64' }] }],
        ['another type of key', { keys: [{ name: 'driver_id', type: 'string' }] }],
      ])('%s: the rows are gone, the generation is new', async (_, change) => {
        await put(driverView, { key: [1], at: 1, values: [1] });
        const generation = await store.generation(driverView);
        const changed = { ...driverView, ...change };
        expect(await values(changed, ['1'])).toEqual([undefined]);
        expect(await store.generation(changed)).toBeUndefined();
        await store.update({ drop: [], keep: [changed] });
        expect(await values(changed, ['1'])).toEqual([undefined]);
        expect(await store.generation(changed)).not.toBe(generation);
        expect(await trips(1)).toBeUndefined();
      });

      test('dropped and kept in one update: made anew', async () => {
        await put(driverView, { key: [1], at: 1, values: [1] });
        const generation = await store.generation(driverView);
        await store.update({ drop: [driverView], keep: [driverView] });
        expect(await trips(1)).toBeUndefined();
        expect(await store.generation(driverView)).not.toBe(generation);
      });

      test('rows that are meant by their generation are written to no others', async () => {
        await put(driverView, { key: [1], at: 1, values: [1] });
        const generation = await store.generation(driverView);
        const batch = batchOf(driverView, [{ key: [1], at: 2, values: [2] }]);
        expect(await store.write(driverView, batch, generation)).toBe(1);
        await store.update({ drop: [driverView], keep: [driverView] });
        await expect(store.write(driverView, batch, generation)).rejects.toMatchObject({ code: 'STORE_CHANGED' });
        expect(await trips(1)).toBeUndefined();
        await store.update({ drop: [driverView], keep: [] });
        await expect(store.write(driverView, batch, generation)).rejects.toMatchObject({ code: 'STORE_CHANGED' });
        expect(await store.generation(driverView)).toBeUndefined();
      });

      test("dropping a view leaves the others' rows, and those of other projects", async () => {
        const others = [
          { ...driverView, name: 'driver' },
          { ...driverView, project: 'lab_driver', name: 'stats' },
        ];
        for (const view of [driverView, ...others]) await put(view, { key: [1], at: 1, values: [1] });
        await store.update({ drop: [driverView, { project: 'lab', name: 'never there' }], keep: [] });
        expect(await trips(1)).toBeUndefined();
        for (const view of others) expect(await values(view, [1])).toEqual([[1]]);
      });

      test('names with spaces, quotes, - and letters of any language', async () => {
        const view: OnlineView = {
          project: 'mi-proyecto',
          name: 'año_2024-x',
          keys: [{ name: 'clé "primaire"', type: 'string' }],
          features: [
            { name: 'select', type: 'int64' },
            { name: "it's", type: 'string' },
            { name: '値', type: 'bool' },
          ],
        };
        await put(view, { key: ['k'], at: 1, values: [1, 'x', true] });
        expect(await values(view, ['k'])).toEqual([[1, 'x', true]]);
      });

      test("features named like a store's own columns, or like a key but for the case", async () => {
        const names = [
          'event_timestamp',
          'created_timestamp',
          'EVENT_TIMESTAMP_NS',
          'event_timestamp_',
          'Driver_ID',
          'rowid',
        ];
        const view: OnlineView = { ...driverView, features: names.map((name) => ({ name, type: 'string' })) };
        await put(view, { key: [1], at: 7, values: names });
        expect(await store.read(view, names, [[1]])).toEqual([{ us: 7, ns: 0, values: names }]);
      });

      test('an empty batch makes room', async () => {
        expect(await put(driverView)).toBe(0);
        expect(await store.generation(driverView)).toEqual(expect.any(String));
      });
    });
  });
}

/** Takes the rows as a store must; answers how many. */
function acceptInto(oracle: Map<KeyValue, Row>, rows: readonly Row[]): number {
  let accepted = 0;
  for (const row of rows) {
    const stored = oracle.get(row.key[0]);
    if (stored && compareRows(...timesOf(row), ...timesOf(stored)) < 0) continue;
    oracle.set(row.key[0], row);
    accepted++;
  }
  return accepted;
}

function timesOf(row: Row): [number, number, number, number] {
  const { us, ns } = instantOf(row.at);
  const created = row.created == null ? { us: NaN, ns: 0 } : instantOf(row.created);
  return [us, ns, created.us, created.ns];
}

const namesOf = (view: OnlineView): string[] => view.features.map(({ name }) => name);

function instantOf(time: string | number | Instant): Instant {
  if (typeof time === 'number') return { us: time, ns: 0 };
  return typeof time === 'string' ? (parseInstant(time) as Instant) : time;
}

/** The rows as the columns that a store is given. */
export function batchOf(view: OnlineView, rows: readonly Row[]): OnlineBatch {
  const created = rows.some((row) => row.created !== undefined);
  return {
    length: rows.length,
    keys: view.keys.map(({ type }, i) =>
      columnOf(
        type,
        rows.map((row) => row.key[i]),
      ),
    ),
    eventTime: timesColumn(rows.map((row) => instantOf(row.at))),
    createdTime: created
      ? timesColumn(rows.map((row) => (row.created == null ? null : instantOf(row.created))))
      : undefined,
    features: view.features.map(({ type }, i) =>
      columnOf(
        type,
        rows.map((row) => row.values[i]),
      ),
    ),
  };
}

function timesColumn(times: readonly (Instant | null)[]): Times {
  const us = Float64Array.from(times, (time) => time?.us ?? NaN);
  return { us, ns: times.some((time) => time?.ns) ? Int32Array.from(times, (time) => time?.ns ?? 0) : undefined };
}

export function columnOf(type: ValueType, values: readonly Value[]): Column {
  const valid = values.includes(null) ? Uint8Array.from(values, (value) => Number(value !== null)) : undefined;
  const integers = () => BigInt64Array.from(values, (value) => BigInt((value ?? 0) as number | bigint));
  switch (type) {
    case 'int32':
      return { type, values: Int32Array.from(values as number[]), valid };
    case 'int64':
    case 'bigint':
      return { type, values: integers(), valid };
    case 'float32':
      return { type, values: Float32Array.from(values as number[]), valid };
    case 'float64':
      return { type, values: Float64Array.from(values as number[]), valid };
    case 'string':
      return { type, values: values.map((value) => (value ?? '') as string), valid };
    case 'bool':
      return { type, values: Uint8Array.from(values, Number), valid };
    case 'bytes':
      return { type, values: values.map((value) => (value ?? new Uint8Array(0)) as Uint8Array), valid };
    case 'timestamp':
      return { type, values: BigInt64Array.from(values, (value) => nanosOf(value)), unit: 'ns', valid };
  }
}

function nanosOf(value: Value): bigint {
  if (value === null) return 0n;
  const { us, ns } = instantOf(value as string);
  return BigInt(us) * 1000n + BigInt(ns);
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

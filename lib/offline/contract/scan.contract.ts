import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exactValueAt } from '../../columns/column-values';
import type { TestColumn } from '../../testing/arrow-table';
import { parseInstant, instantToNs } from '../../time/time';
import type { Instant } from '../../time/time';
import type { ValueType } from '../../types';
import { fits } from '../../types';
import type { OfflineLab, OpenLab } from './offline-lab';
import { asOf, keyColumn, requestOf, valuesOf } from './requests';

/** A column of each type: usual values, the ends of its range, a null. */
const VALUES: Readonly<Record<Exclude<ValueType, 'bigint'>, readonly unknown[]>> = {
  int32: [1, -(2 ** 31), 2 ** 31 - 1, null],
  int64: ['1', '-9223372036854775808', '9223372036854775807', null],
  float32: [Math.fround(0.1), -0, NaN, null],
  float64: [0.1, -0, Infinity, null],
  string: ['', 'it\'s \\ \n"', 'ñ 数 😀', null],
  bool: [true, false, true, null],
  bytes: ['', 'AAECJ1wi/w==', 'Jw==', null],
  timestamp: ['2024-01-01T00:00:00.123456Z', '1899-12-31T23:59:59.999999Z', '2024-02-29T12:00:00Z', null],
};

export function describeScans(open: OpenLab): void {
  describe('scans', () => {
    let lab: OfflineLab;
    const table = ['every_type'];
    const types = () => (Object.keys(VALUES) as (keyof typeof VALUES)[]).filter((type) => lab.types.includes(type));
    const features = () => Object.fromEntries(types().map((type) => [`of_${type}`, type]));
    const request = () => requestOf(lab, { table }, { keys: { id: 'int64' }, features: features() });
    const held = (type: keyof typeof VALUES) =>
      VALUES[type].map((value) => (lab.isFinite && typeof value === 'number' && !Number.isFinite(value) ? 1.5 : value));

    beforeAll(async () => {
      lab = await open();
      const columns = types().map((type): TestColumn => ({ name: `of_${type}`, type, values: held(type) }));
      await lab.create(table, [
        { name: 'id', type: 'int64', values: ['1', '2', '3', '4'] },
        { name: 'event', type: 'timestamp[us, UTC]', values: Array<string>(4).fill('2024-03-01T00:00:00Z') },
        { name: 'created', type: 'timestamp[us]', values: [null, ...Array<string>(3).fill('2024-03-01T00:00:00Z')] },
        ...columns,
      ]);
    });
    afterAll(() => lab.close());

    test('every value comes back bit for bit: by a join, by a materialize, by its key', async () => {
      const wanted = types().map((type) => held(type).map((value) => expected(type, value)));
      const rows = [1n, 2n, 3n, 4n].map((id) => ({ key: [id], time: nanos('2024-03-02T00:00:00Z') }));
      const joined = await lab.store.joinAsOf(asOf(request(), rows));
      expect(joined.map(exact)).toEqual(wanted);
      const known = await lab.store.joinAsOf(asOf(request(), rows, { createdCutoff: true, bound: 'exclusive' }));
      expect(known.map(exact)).toEqual(wanted.map(([, ...values]) => [null, ...values]));

      const newest = await lab.store.newestPerKey({ ...request(), window: { from: undefined, to: at('2024-03-02') } });
      expect(newest.features.map(exact)).toEqual(wanted);
      expect([...newest.keys[0].values]).toEqual([1n, 2n, 3n, 4n]);
      expect([...newest.eventTime.us]).toEqual(Array(4).fill(at('2024-03-01').us));
      expect([...(newest.createdTime?.us ?? [])]).toEqual([NaN, ...Array<number>(3).fill(at('2024-03-01').us)]);

      const third = await lab.store.rowsOfKey({ ...request(), key: [keyColumn('int64', [3n])] });
      expect(third.features.map((column) => exact(column)[0])).toEqual(wanted.map((values) => values[2]));
      expect(third.eventTime.us[0]).toBe(at('2024-03-01').us);
    });

    test('a null key and an unknown one have no rows', async () => {
      for (const key of [null, 5n]) {
        const rows = await lab.store.rowsOfKey({ ...request(), key: [keyColumn('int64', [key])] });
        expect(rows.length).toBe(0);
      }
    });

    test('a narrower integer or float fits a wider declaration', async () => {
      const pairs = (
        [
          ['int32', 'int64'],
          ['int64', 'bigint'],
          ['float32', 'float64'],
        ] as const
      ) //
        .filter(([from, to]) => lab.types.includes(from) && fits(from, to));
      for (const [from, to] of pairs) {
        const wide = requestOf(lab, { table }, { keys: { id: 'int64' }, features: { [`of_${from}`]: to } });
        const [column] = await lab.store.joinAsOf(asOf(wide, [{ key: [1n], time: nanos('2024-03-02T00:00:00Z') }]));
        expect(column.type).toBe(to);
        expect(Number(column.values[0])).toBe(Number(VALUES[from][0]));
      }
    });

    test('a view without entities is joined on time alone', async () => {
      const alone = requestOf(lab, { table: ['alone'] }, { keys: {}, features: { n: 'int64' } });
      await lab.create(
        ['alone'],
        [
          { name: 'event', type: 'timestamp[us]', values: ['2024-01-01T00:00:00Z', '2024-01-03T00:00:00Z'] },
          { name: 'created', type: 'timestamp[us]', values: [null, null] },
          { name: 'n', type: 'int64', values: ['1', '2'] },
        ],
      );
      const times = ['2023-12-31T00:00:00Z', '2024-01-02T00:00:00Z', '2024-01-03T00:00:00Z'];
      const [column] = await lab.store.joinAsOf(
        asOf(
          alone,
          times.map((time) => ({ key: [], time: nanos(time) })),
        ),
      );
      expect(valuesOf(column)).toEqual([null, 1, 2]);
      const newest = await lab.store.newestPerKey({ ...alone, window: { from: undefined, to: at('2024-01-02') } });
      expect([newest.length, newest.read, valuesOf(newest.features[0])]).toEqual([1, 1, [1]]);
      await lab.drop(['alone']);
    });

    test('a source without a created column; a window, and rows that came late', async () => {
      await lab.create(
        ['late'],
        [
          { name: 'id', type: 'int64', values: ['1', '1', '2', '3', null] },
          {
            name: 'event',
            type: 'timestamp[us]',
            values: ['01', '05', '02', '09', '05'].map((day) => `2024-01-${day}T00:00:00Z`),
          },
          {
            name: 'created',
            type: 'timestamp[us, UTC]',
            values: ['01', '05', '06', '09', '05'].map((day) => `2024-01-${day}T00:00:00Z`),
          },
          { name: 'n', type: 'int64', values: ['1', '2', '3', '4', '5'] },
        ],
      );
      const asked = { keys: { id: 'int64' as const }, features: { n: 'int64' as const } };
      const late = requestOf(lab, { table: ['late'] }, asked);
      const window = { from: at('2024-01-05'), to: at('2024-01-08') };
      const inTime = await lab.store.newestPerKey({ ...late, window });
      expect([inTime.read, inTime.skipped, valuesOf(inTime.features[0])]).toEqual([2, 1, [2]]);
      const withLate = await lab.store.newestPerKey({ ...late, window: { ...window, orCreatedFrom: window.from } });
      expect([withLate.read, withLate.skipped, valuesOf(withLate.features[0])]).toEqual([3, 1, [2, 3]]);

      const plain = requestOf(lab, { table: ['late'], createdTimestampColumn: undefined }, asked);
      const newest = await lab.store.newestPerKey({ ...plain, window: { from: undefined, to: at('2024-01-31') } });
      expect([valuesOf(newest.features[0]), newest.createdTime]).toEqual([[2, 3, 4], undefined]);
      const row = { key: [1n], time: nanos('2024-01-04T00:00:00Z') };
      const [column] = await lab.store.joinAsOf(asOf(plain, [row], { createdCutoff: true }));
      expect(valuesOf(column)).toEqual([1]);
      await lab.drop(['late']);
    });

    test('a column with the day narrows the scan, and is looked for first', async () => {
      const asked = { keys: { id: 'int64' as const }, features: { of_int64: 'bigint' as const } };
      const from = (day: string) => `SELECT t.*, ${day} AS day FROM ${lab.named('every_type')} AS t`;
      const rows = [{ key: [1n], time: nanos('2024-03-02T00:00:00Z') }];
      const valueBy = async (day: string): Promise<unknown[]> => {
        const dated = requestOf(lab, { query: from(day), datePartitionColumn: 'day' }, asked);
        const [column] = await lab.store.joinAsOf(asOf(dated, rows, { ttl: 86_400_000_000 * 7 }));
        return valuesOf(column);
      };
      expect(await valueBy("CAST('2024-03-01' AS DATE)")).toEqual([1n]);
      expect(await valueBy("CAST('2024-03-03' AS DATE)")).toEqual([null]);
      expect(await valueBy("CAST('2024-02-23' AS DATE)")).toEqual([null]);
      const missing = requestOf(lab, { table, datePartitionColumn: 'dya' }, asked);
      await expect(lab.store.check(missing)).rejects.toThrow(/^view v: table every_type has no column dya\nfix: /);
    });

    test('no entity rows, and an empty table', async () => {
      expect((await lab.store.joinAsOf(asOf(request(), []))).map(({ values }) => values.length)).toEqual(
        types().map(() => 0),
      );
      await lab.create(
        ['empty'],
        [
          { name: 'id', type: 'int64', values: [] },
          { name: 'event', type: 'timestamp[us]', values: [] },
          { name: 'created', type: 'timestamp[us]', values: [] },
          { name: 'n', type: 'int64', values: [] },
        ],
      );
      const empty = requestOf(lab, { table: ['empty'] }, { keys: { id: 'int64' }, features: { n: 'int64' } });
      const [column] = await lab.store.joinAsOf(asOf(empty, [{ key: [1n], time: 0n }]));
      expect(valuesOf(column)).toEqual([null]);
      const newest = await lab.store.newestPerKey({ ...empty, window: { from: undefined, to: at('2024-01-31') } });
      expect([newest.length, newest.read, newest.skipped]).toEqual([0, 0, 0]);
      await lab.drop(['empty']);
    });

    test('more entity rows than one batch holds', async () => {
      const rows = Array.from({ length: 20_001 }, (_, i) => ({
        key: [BigInt((i % 5) + 1)],
        time: nanos('2024-03-02T00:00:00Z'),
      }));
      const features = { of_int64: 'bigint' as const, of_float64: 'float64' as const };
      const many = asOf(requestOf(lab, { table }, { keys: { id: 'int64' }, features }), rows);
      const [ints, floats] = await lab.store.joinAsOf(many);
      expect(valuesOf(ints).slice(-6)).toEqual([1n, -(2n ** 63n), 2n ** 63n - 1n, null, null, 1n]);
      expect(valuesOf(floats).slice(-6)).toEqual([...held('float64').slice(0, 4), null, 0.1]);
    });
  });
}

function expected(type: keyof typeof VALUES, value: unknown): unknown {
  if (value === null) return null;
  if (type === 'int64') return Number.isSafeInteger(Number(value)) ? Number(value) : BigInt(value as string);
  if (type === 'bytes') return Uint8Array.from(Buffer.from(value as string, 'base64'));
  return value;
}

function exact(column: Parameters<typeof exactValueAt>[0]): unknown[] {
  return Array.from({ length: column.values.length }, (_, row) => exactValueAt(column, row, 'value'));
}

function at(iso: string): Instant {
  return parseInstant(iso) as Instant;
}

function nanos(iso: string): bigint {
  return instantToNs(at(iso));
}

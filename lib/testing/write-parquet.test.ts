import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { tableFromIPC } from 'apache-arrow';
import { readParquet } from 'parquet-wasm/node';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeParquet, type WriteParquetOptions } from './write-parquet';
import type { TestColumn } from './arrow-table';

const folder = mkdtempSync(join(tmpdir(), 'featlab-write-parquet-'));
let file: string;
let files = 0;
let duckdb: DuckDBConnection;

beforeAll(async () => {
  duckdb = await (await DuckDBInstance.create()).connect();
  await duckdb.run("SET TimeZone = 'UTC'");
});
// A name of its own for each file: DuckDB caches a file by its name and time of change, to the second.
beforeEach(() => {
  file = newFile();
});
afterAll(() => {
  duckdb.closeSync();
  rmSync(folder, { recursive: true });
});

function newFile(): string {
  files += 1;
  return join(folder, 'made', `${String(files)}.parquet`);
}

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const result = await duckdb.runAndReadAll(sql.replace('FILE', `'${file.replaceAll("'", "''")}'`));
  return result.getRowObjectsJS();
}

/** What DuckDB reads back of one column: the values as text, exact. */
async function readBack(column: TestColumn, options?: WriteParquetOptions): Promise<unknown[]> {
  file = newFile();
  await writeParquet(file, [column], options);
  const rows = await query(`SELECT CAST(${column.name} AS VARCHAR) AS v FROM FILE`);
  return rows.map((row) => row['v']);
}

/** Physical type and logical type of the file's one column. */
async function typeOf(type: string): Promise<string> {
  await writeParquet(file, [{ name: 'c', type, values: [null] }]);
  const [row] = await query("SELECT type, logical_type FROM parquet_schema(FILE) WHERE name = 'c'");
  return [row?.['type'], row?.['logical_type']].filter(Boolean).join(' ');
}

describe('writeParquet, read back by DuckDB', () => {
  it('1 keeps int64 beyond 2^53 and the extremes', async () => {
    const values = ['9007199254740993', '-9223372036854775808', '9223372036854775807', null, '0'];
    expect(await readBack({ name: 'c', type: 'int64', values })).toEqual(values);
    expect(await readBack({ name: 'c', type: 'bigint', values })).toEqual(values);
  });

  it('2 keeps int32, strings, booleans and bytes, with their nulls', async () => {
    expect(await readBack({ name: 'c', type: 'int32', values: [-2147483648, null, 7] })).toEqual([
      '-2147483648',
      null,
      '7',
    ]);
    expect(await readBack({ name: 'c', type: 'string', values: ['', null, 'ñandú'] })).toEqual(['', null, 'ñandú']);
    expect(await readBack({ name: 'c', type: 'bool', values: [true, null, false] })).toEqual(['true', null, 'false']);
    expect(await readBack({ name: 'c', type: 'bytes', values: ['AP8=', null, ''] })).toEqual(['\\x00\\xFF', null, '']);
  });

  it.each(['float32', 'float64'])(
    '3 keeps NaN, the infinities, -0 and the smallest %s apart from null',
    async (type) => {
      const smallest = type === 'float32' ? 2 ** -149 : Number.MIN_VALUE;
      const values = ['NaN', 'Infinity', '-Infinity', -0, 0, smallest, null, 0.5];
      await writeParquet(file, [{ name: 'c', type, values }]);
      const back = (await query('SELECT c FROM FILE')).map((row) => row['c']);
      expect(back).toEqual([NaN, Infinity, -Infinity, -0, 0, smallest, null, 0.5]);
    },
  );

  it.each([
    ['timestamp[ms, UTC]', '1969-12-31T23:59:59.999Z', '1969-12-31 23:59:59.999+00'],
    ['timestamp[us, UTC]', '1960-01-01T00:00:00.400001Z', '1960-01-01 00:00:00.400001+00'],
    ['timestamp[ms]', '2024-03-10T02:30:00.001Z', '2024-03-10 02:30:00.001'],
    ['timestamp[us]', '2024-03-10T02:30:00.000001Z', '2024-03-10 02:30:00.000001'],
    ['timestamp[ns]', '1969-12-31T23:59:59.999999999Z', '1969-12-31 23:59:59.999999999'],
  ])('4 keeps the instants of a %s column', async (type, value, text) => {
    expect(await readBack({ name: 'c', type, values: [value, null] })).toEqual([text, null]);
  });

  it('5 keeps the nanoseconds of a UTC column (read by parquet-wasm: DuckDB cuts them to microseconds)', async () => {
    await writeParquet(file, [{ name: 'c', type: 'timestamp[ns, UTC]', values: ['2024-03-01T00:00:00.123456789Z'] }]);
    const [batch] = tableFromIPC(readParquet(readFileSync(file)).intoIPCStream()).batches;
    expect(batch?.getChildAt(0)?.data[0]?.values).toEqual(BigInt64Array.of(1_709_251_200_123_456_789n));
  });

  it.each([
    ['int32', 'INT32'],
    ['int64', 'INT64'],
    ['float32', 'FLOAT'],
    ['float64', 'DOUBLE'],
    ['bool', 'BOOLEAN'],
    ['bytes', 'BYTE_ARRAY'],
  ])('6 writes %s as %s', async (type, physical) => {
    expect(await typeOf(type)).toBe(physical);
  });

  it.each([
    ['timestamp[ms]', 0, 'MILLIS'],
    ['timestamp[us]', 0, 'MICROS'],
    ['timestamp[ns]', 0, 'NANOS'],
    ['timestamp[ms, UTC]', 1, 'MILLIS'],
    ['timestamp[us, UTC]', 1, 'MICROS'],
    ['timestamp[ns, UTC]', 1, 'NANOS'],
  ])('7 marks %s with its unit and whether it is UTC', async (type, utc, unit) => {
    const found = await typeOf(type);
    expect(found).toContain(`isAdjustedToUTC=${String(utc)}`);
    expect(found).toContain(unit);
  });

  it('8 cuts row groups of the size asked for and compresses as asked', async () => {
    const values = ['1', '2', '3', '4', '5', '6', '7'];
    for (const compression of ['none', 'snappy', 'gzip', 'brotli', 'zstd', 'lz4'] as const) {
      const column = { name: 'c', type: 'int64', values };
      expect(await readBack(column, { rowGroupSize: 3, compression })).toEqual(values);
      const groups = await query('SELECT row_group_num_rows AS n, compression FROM parquet_metadata(FILE)');
      expect(groups.map((group) => Number(group['n']))).toEqual([3, 3, 1]);
      const name = { none: 'UNCOMPRESSED', lz4: 'LZ4_RAW' }[compression as string] ?? compression.toUpperCase();
      expect(groups.map((group) => group['compression'])).toEqual([name, name, name]);
    }
  });

  it('9 writes columns without rows', async () => {
    await writeParquet(file, [
      { name: 'driver_id', type: 'int64', values: [] },
      { name: 'name', type: 'string', values: [] },
      { name: 'event_timestamp', type: 'timestamp[us, UTC]', values: [] },
    ]);
    expect(await query('SELECT * FROM FILE')).toEqual([]);
    const columns = await query('DESCRIBE SELECT * FROM FILE');
    expect(columns.map((column) => column['column_type'])).toEqual(['BIGINT', 'VARCHAR', 'TIMESTAMP WITH TIME ZONE']);
  });

  it('10 refuses what would not be exact', async () => {
    const write = (type: string, value: unknown): Promise<void> =>
      writeParquet(file, [{ name: 'c', type, values: [value] }]);
    await expect(write('timestamp[ms]', '2024-01-01T00:00:00.000001Z')).rejects.toThrow('not a whole number');
    await expect(write('timestamp[us]', 'yesterday')).rejects.toThrow('yesterday is not an ISO 8601 time');
    await expect(write('int64', '9223372036854775808')).rejects.toThrow('no 64-bit integer');
    await expect(write('float16', 1)).rejects.toThrow('the type float16 is not known');
  });
});

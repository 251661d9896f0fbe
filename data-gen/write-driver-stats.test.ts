import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { tableFromIPC, Type, type Field, type Timestamp } from 'apache-arrow';
import { readParquet } from 'parquet-wasm/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { driverRows, type DriverRow } from './drivers';
import { writeDriverStats } from './write-driver-stats';

const folder = mkdtempSync(join(tmpdir(), 'featlab-drivers-'));
const end = new Date('2025-01-31T23:00:00Z');
const file = join(folder, 'data', 'driver_stats.parquet');
/** More than one row group. */
const options = { drivers: 40, rows: 70_000, end };
const COLUMNS = ['event_timestamp', 'driver_id', 'conv_rate', 'acc_rate', 'avg_daily_trips', 'created'] as const;
let expected: DriverRow[];
let duckdb: DuckDBConnection;

beforeAll(async () => {
  expected = [...driverRows(options)];
  expect(await writeDriverStats(file, options)).toEqual({ rows: 70_000 });
  duckdb = await (await DuckDBInstance.create()).connect();
});
afterAll(() => {
  duckdb.closeSync();
  rmSync(folder, { recursive: true });
});

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const result = await duckdb.runAndReadAll(sql.replace('FILE', `'${file.replaceAll("'", "''")}'`));
  return result.getRowObjectsJS();
}

async function hashOf(name: string, of: Parameters<typeof writeDriverStats>[1]): Promise<string> {
  const path = join(folder, name);
  await writeDriverStats(path, of);
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

describe('writeDriverStats', () => {
  it('1 writes the same bytes for the same seed and end, others for another seed', async () => {
    const first = await hashOf('a.parquet', { end, seed: 7 });
    expect(await hashOf('b.parquet', { end, seed: 7 })).toBe(first);
    expect(await hashOf('c.parquet', { end, seed: 8 })).not.toBe(first);
  });

  it('2 writes the bytes of the class on every machine and in every version', async () => {
    expect(await hashOf('class.parquet', { end })).toBe(
      'de3a6ef0e5a4faac8066dea5ce63fe47b7b0053e8b922c6a673ed38e57df652c',
    );
  });

  it('3 is read by parquet-wasm with every value and type as made', () => {
    const table = tableFromIPC(readParquet(readFileSync(file)).intoIPCStream());
    expect(table.schema.fields.map((field) => `${field.name} ${typeName(field)}`)).toEqual([
      'event_timestamp timestamp[us, UTC]',
      'driver_id Int64',
      'conv_rate Float32',
      'acc_rate Float32',
      'avg_daily_trips Int64',
      'created timestamp[us, UTC]',
    ]);
    for (const name of COLUMNS) {
      const made = expected.map((row) => row[name]);
      const read = table.batches.flatMap((batch) => [...(batch.getChild(name)?.data[0]?.values ?? [])].map(Number));
      expect(firstDifference(read, made), name).toBeUndefined();
    }
  });

  it('4 is read by DuckDB with every value and type as made', async () => {
    const types = await query('DESCRIBE SELECT * FROM FILE');
    const zoned = 'TIMESTAMP WITH TIME ZONE';
    expect(types.map((column) => column['column_type'])).toEqual([zoned, 'BIGINT', 'FLOAT', 'FLOAT', 'BIGINT', zoned]);
    const read = await query(
      'SELECT epoch_us(event_timestamp) event_timestamp, driver_id, conv_rate, acc_rate, avg_daily_trips, epoch_us(created) created FROM FILE',
    );
    for (const name of COLUMNS) {
      const made = expected.map((row) => row[name]);
      expect(
        firstDifference(
          read.map((row) => Number(row[name])),
          made,
        ),
        name,
      ).toBeUndefined();
    }
  });

  it('5 has true statistics for each row group, so that a reader may skip by them', async () => {
    const groups = await query(
      'SELECT row_group_id g, row_group_num_rows n, path_in_schema c, stats_min_value lo, stats_max_value hi, stats_null_count missing FROM parquet_metadata(FILE)',
    );
    expect([...new Set(groups.map((group) => Number(group['n'])))]).toEqual([65_536, 70_000 - 65_536]);
    for (const { g, c, lo, hi, missing } of groups) {
      const rows = expected.slice(Number(g) * 65_536, (Number(g) + 1) * 65_536);
      const values = rows.map((row) => row[c as keyof DriverRow]);
      const [low, high] = values.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [Infinity, -Infinity]);
      expect([statistic(lo), statistic(hi), Number(missing)], String(c)).toEqual([low, high, 0]);
    }
  });

  it('6 can be filtered by those statistics and by its pages', async () => {
    const from = Date.parse('2025-01-31T00:00:00Z') * 1000;
    const [row] = await query(
      "SELECT count(*) AS n FROM FILE WHERE driver_id = 1003 AND event_timestamp >= TIMESTAMPTZ '2025-01-31 00:00:00+00'",
    );
    const found = expected.filter((made) => made.driver_id === 1003 && made.event_timestamp >= from);
    expect(Number(row?.['n'])).toBe(found.length);
    expect(found.length).toBeGreaterThan(23);
  });

  it('7 replaces a file and leaves nothing beside it', async () => {
    const place = join(folder, 'replaced');
    await writeDriverStats(join(place, 'x.parquet'), { end, days: 2 });
    await writeDriverStats(join(place, 'x.parquet'), { end, days: 1 });
    expect(readdirSync(place)).toEqual(['x.parquet']);
  });

  it('8 makes nothing for an option that cannot be', async () => {
    const place = join(folder, 'never');
    await expect(writeDriverStats(join(place, 'x.parquet'), { end, days: 0 })).rejects.toThrow(
      'days 0 is not possible',
    );
    expect(existsSync(place)).toBe(false);
  });

  it('9 leaves the old file alone where the new one cannot be written', async () => {
    const place = join(folder, 'kept');
    await writeDriverStats(join(place, 'x.parquet'), { end, days: 1 });
    const before = readFileSync(join(place, 'x.parquet'));
    writeFileSync(join(place, 'plain'), '');
    await expect(writeDriverStats(join(place, 'plain', 'x.parquet'), { end })).rejects.toThrow(/plain/);
    expect(readFileSync(join(place, 'x.parquet'))).toEqual(before);
    expect(readdirSync(place)).toEqual(['plain', 'x.parquet']);
  });

  it('10 takes its part file away where the last step fails', async () => {
    const place = join(folder, 'taken');
    mkdirSync(join(place, 'x.parquet'), { recursive: true });
    await expect(writeDriverStats(join(place, 'x.parquet'), { end, days: 1 })).rejects.toThrow(/x\.parquet/);
    expect(readdirSync(place)).toEqual(['x.parquet']);
  });

  it('11 two that write one file at once: the whole file of one of them', async () => {
    const place = join(folder, 'both');
    const seeds = [1, 2].map((seed) => ({ end, days: 3, seed }));
    const alone = await Promise.all(seeds.map((each) => hashOf(`alone-${String(each.seed)}.parquet`, each)));
    await Promise.all(seeds.map((each) => writeDriverStats(join(place, 'x.parquet'), each)));
    const both = createHash('sha256')
      .update(readFileSync(join(place, 'x.parquet')))
      .digest('hex');
    expect(alone).toContain(both);
    expect(readdirSync(place)).toEqual(['x.parquet']);
  });
});

function typeName({ type }: Field): string {
  if (type.typeId !== (Type.Timestamp as Type)) return String(type);
  const { unit, timezone } = type as Timestamp;
  return `timestamp[${['s', 'ms', 'us', 'ns'][unit] ?? ''}, ${timezone ?? ''}]`;
}

function firstDifference(read: readonly number[], made: readonly number[]): string | undefined {
  if (read.length !== made.length) return `${String(read.length)} values, not ${String(made.length)}`;
  const row = made.findIndex((value, i) => !Object.is(value, read[i]));
  return row === -1 ? undefined : `row ${String(row)}: ${String(read[row])}, not ${String(made[row])}`;
}

/** A statistic as DuckDB prints it: a number, or a time in UTC. */
function statistic(text: unknown): number {
  const match = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00$/.exec(String(text));
  if (!match) return Math.fround(Number(text));
  return Date.parse(`${match[1] ?? ''}T${match[2] ?? ''}Z`) * 1000 + Number((match[3] ?? '').padEnd(6, '0'));
}

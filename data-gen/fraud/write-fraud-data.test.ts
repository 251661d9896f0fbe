import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { tableFromIPC } from 'apache-arrow';
import { parquetReadObjects } from 'hyparquet';
import { readParquet } from 'parquet-wasm/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../run-cli';
import { fraudTables } from './fraud-data';
import { AWKWARD, type FraudOptions } from './fraud-options';
import { FRAUD_COLUMNS, type FraudTables } from './fraud-rows';
import { writeFraudData, writeFraudTables } from './write-fraud-data';

const folder = mkdtempSync(join(tmpdir(), 'featlab-fraud-'));
const options: FraudOptions = {
  end: new Date('1970-01-25T00:00:00Z'),
  awkward: AWKWARD.filter((name) => name !== 'equal-ids'),
  seed: 3,
};
const out = join(folder, 'data');
const TABLES = Object.keys(FRAUD_COLUMNS) as (keyof FraudTables)[];
const made = fraudTables(options);
let duckdb: DuckDBConnection;

beforeAll(async () => {
  const counts = await writeFraudData({ ...options, out });
  expect(counts).toEqual(Object.fromEntries(TABLES.map((table) => [table, made[table].length])));
  duckdb = await (await DuckDBInstance.create()).connect();
});
afterAll(() => {
  duckdb.closeSync();
  rmSync(folder, { recursive: true });
});

function files(place: string, table: keyof FraudTables): string[] {
  if (table === 'labels') return [join(place, 'labels.parquet')];
  return readdirSync(join(place, table)).map((name) => join(place, table, name));
}

function digest(place: string): string {
  const hash = createHash('sha256');
  for (const file of TABLES.flatMap((table) => files(place, table))) hash.update(readFileSync(file));
  return hash.digest('hex');
}

async function duckdbRows(table: keyof FraudTables, place = out): Promise<Record<string, unknown>[]> {
  const columns = Object.entries(FRAUD_COLUMNS[table]).map(([name, type]) =>
    type.startsWith('timestamp') ? `epoch_us(${name}) ${name}` : name,
  );
  const list = files(place, table).map((file) => `'${file}'`);
  const result = await duckdb.runAndReadAll(`SELECT ${columns.join()} FROM read_parquet([${list.join()}])`);
  return result.getRowObjectsJS().map(plainNumbers);
}

function plainNumbers(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]),
  );
}

describe('writeFraudData', () => {
  it.each(TABLES)(
    '1 %s: DuckDB, hyparquet and parquet-wasm read every value as made, nulls and times before 1970 too',
    async (table) => {
      expect(await duckdbRows(table)).toEqual(made[table]);
      const [path] = files(out, table);
      const file = new Uint8Array(readFileSync(path)).buffer;
      const read = await parquetReadObjects({ file, parsers: { ...PARSERS } });
      expect(read.map(plainNumbers)).toEqual(made[table]);
      const arrow = tableFromIPC(readParquet(readFileSync(path)).intoIPCStream());
      for (const name of Object.keys(FRAUD_COLUMNS[table])) {
        const nulls = (made[table] as unknown as Record<string, unknown>[]).filter((row) => row[name] === null).length;
        expect(arrow.getChild(name)?.nullCount, name).toBe(nulls);
      }
    },
  );

  it('2 says of each column its type, and of each time that it is UTC', async () => {
    for (const table of TABLES) {
      const described = await duckdb.runAndReadAll(`DESCRIBE SELECT * FROM '${files(out, table)[0]}'`);
      const types = described.getRowObjectsJS().map((row) => [row['column_name'], row['column_type']]);
      expect(types).toEqual(
        Object.entries(FRAUD_COLUMNS[table]).map(([name, type]) => [name, SQL[type.replace('?', '')]]),
      );
    }
  });

  it('3 writes the same bytes on every machine and in every version', async () => {
    await writeFraudData({ end: new Date('2025-06-10T00:00:00Z'), days: 20, out: join(folder, 'class') });
    expect(digest(join(folder, 'class'))).toBe('772bd7ccd2cfed7920f19a88cc2b28a17419c54ab8bba13c197fcbe123c0214f');
  });

  it('4 deals the same rows out to several files, in another order', async () => {
    const place = join(folder, 'dealt');
    await writeFraudData({ ...options, out: place, files: 5, shuffleSeed: 9 });
    expect(readdirSync(join(place, 'transactions'))).toHaveLength(5);
    for (const table of TABLES) {
      const [read, wanted] = [await duckdbRows(table, place), made[table]];
      if (table !== 'labels') expect(read).not.toEqual(wanted);
      expect(sorted(read)).toEqual(table === 'labels' ? sorted(wanted) : sorted(wanted));
    }
  });

  it('5 writes rows that one already has; a table without rows too', async () => {
    const place = join(folder, 'rows');
    const counts = await writeFraudTables({ out: place, files: 2 }, { transactions: made.transactions.slice(0, 3) });
    expect(counts).toEqual({ customer_stats: 0, merchant_stats: 0, transactions: 3, labels: 0 });
    expect(sorted(await duckdbRows('transactions', place))).toEqual(sorted(made.transactions.slice(0, 3)));
    expect(await duckdbRows('customer_stats', place)).toEqual([]);
  });

  it('6 replaces what an earlier run left, and only that', async () => {
    const place = join(folder, 'again');
    mkdirSync(place);
    writeFileSync(join(place, 'notes.md'), 'mine');
    await writeFraudData({ ...options, days: 20, out: place, files: 3 });
    await writeFraudData({ ...options, days: 20, out: place });
    expect(readdirSync(place).sort()).toEqual([
      'customer_stats',
      'labels.parquet',
      'merchant_stats',
      'notes.md',
      'transactions',
    ]);
    expect(readdirSync(join(place, 'transactions'))).toEqual(['part-0000.parquet']);
  });

  it('7 leaves nothing behind where it cannot be', async () => {
    writeFileSync(join(folder, 'plain'), '');
    const before = readdirSync(folder).sort();
    await expect(writeFraudData({ ...options, out: join(folder, 'new'), files: 0 })).rejects.toThrow('files 0');
    await expect(writeFraudData({ ...options, out: join(folder, 'new'), days: 0 })).rejects.toThrow('days 0');
    await expect(writeFraudData({ ...options, out: join(folder, 'plain', 'x') })).rejects.toThrow(/plain/);
    expect(readdirSync(folder).sort()).toEqual(before);
  });
});

describe('npm run data -- fraud', () => {
  async function run(...args: string[]): Promise<{ code: number; text: string }> {
    let text = '';
    const add = (more: string): string => (text += more);
    return { code: await runCli(['fraud', ...args], { out: add, err: add }), text };
  }

  it('8 writes what the function writes, and says how much', async () => {
    const [typed, called] = [join(folder, 'typed'), join(folder, 'called')];
    const { code, text } = await run(
      '--out',
      typed,
      '--days',
      '20',
      '--seed',
      '4',
      '--awkward',
      'nulls,ties',
      '--shuffle',
    );
    await writeFraudData({
      end: new Date('2025-06-10'),
      days: 20,
      seed: 4,
      awkward: ['nulls', 'ties'],
      shuffleSeed: 4,
      out: called,
    });
    expect(code).toBe(0);
    expect(text).toMatch(/^ +\d+,\d+ rows {2}customer_stats\n(?: +[\d,]+ rows {2}\w+\n){3}.*typed {2}\d+\.\d s\n$/);
    expect(digest(typed)).toBe(digest(called));
  });

  it('9 explains itself, and refuses what it does not know in two lines', async () => {
    expect((await run('--help')).text).toContain('--awkward');
    expect((await run('--out', join(folder, 'x'), '--awkward', 'nulz')).text).toMatch(
      /nulz is none of .*\nfix: see npm run data -- fraud --help\n$/,
    );
    expect((await run('--out', join(folder, 'plain'))).text).toMatch(/plain cannot be written.*\nfix: /);
  });
});

const SQL: Readonly<Record<string, string>> = {
  int64: 'BIGINT',
  double: 'DOUBLE',
  timestamp: 'TIMESTAMP WITH TIME ZONE',
};

const PARSERS = {
  timestampFromMilliseconds: (ms: bigint) => Number(ms) * 1000,
  timestampFromMicroseconds: Number,
  timestampFromNanoseconds: (ns: bigint) => Number(ns / 1000n),
  dateFromDays: (days: number) => days,
  stringFromBytes: String,
  geometryFromBytes: (bytes: Uint8Array) => bytes,
  geographyFromBytes: (bytes: Uint8Array) => bytes,
};

function sorted(rows: readonly object[]): string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}

import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fraudTables } from '../data-gen/fraud/fraud-data';
import { AWKWARD, type FraudOptions } from '../data-gen/fraud/fraud-options';
import type { FraudTables } from '../data-gen/fraud/fraud-rows';
import { writeFraudTables } from '../data-gen/fraud/write-fraud-data';
import { packageRoot } from '../lib/package-root';
import { runs } from '../lib/testing/runs';
import { vectorAt, type Keys } from './testing/fraud-oracle';
import { ask, run, start, type ScriptOptions } from './testing/scripts';

const solution = join(packageRoot(), 'homework', 'solution');
const DAY_US = 86_400_000_000;
const END = new Date('2025-04-10T00:00:00Z');
const END_US = END.getTime() * 1000;
const AWKWARD_DATA: FraudOptions = {
  end: END,
  customers: 60,
  merchants: 12,
  awkward: AWKWARD.filter((name) => name !== 'extreme-ids'),
};
const root = mkdtempSync(join(tmpdir(), 'featlab-solution-'));
let folder: string;
let count = 0;
beforeEach(() => {
  folder = join(root, String((count += 1)));
  mkdirSync(folder);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

const data = (): string => join(folder, 'data');
const online = (): string => join(folder, 'deep', 'online');

/** Microseconds as ISO, with an offset that is not UTC. */
function iso(us: number): string {
  const local = us + 5.5 * 3_600_000_000;
  const seconds = Math.floor(local / 1_000_000);
  const fraction = String(local - seconds * 1_000_000).padStart(6, '0');
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}.${fraction}+05:30`;
}

async function train(options?: ScriptOptions): Promise<Record<string, unknown>[]> {
  const out = join(folder, 'training.parquet');
  await run(
    solution,
    'build_training.ts',
    ['--data', data(), '--labels', join(data(), 'labels.parquet'), '--out', out],
    options,
  );
  const rows = await parquetReadObjects({ file: new Uint8Array(readFileSync(out)).buffer, parsers: PARSERS });
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]),
    ),
  );
}

const PARSERS = {
  timestampFromMilliseconds: (ms: bigint) => Number(ms) * 1000,
  timestampFromMicroseconds: Number,
  timestampFromNanoseconds: (ns: bigint) => Number(ns / 1000n),
  dateFromDays: (days: number) => days,
  stringFromBytes: String,
  geometryFromBytes: (bytes: Uint8Array) => bytes,
  geographyFromBytes: (bytes: Uint8Array) => bytes,
};

function materialize(end: number, options?: ScriptOptions): Promise<string> {
  return run(solution, 'materialize.ts', ['--data', data(), '--end', iso(end), '--online', online()], options);
}

/** Served from a copy at another place, where nothing else is. */
async function serve(now: number, requests: readonly Keys[], options?: ScriptOptions): Promise<object[]> {
  const copy = join(folder, 'copy');
  rmSync(copy, { recursive: true, force: true });
  cpSync(online(), copy, { recursive: true });
  return ask(solution, ['--online', copy, '--now', iso(now)], requests, options);
}

const keysOf = ({ customer_id, merchant_id }: Keys): Keys => ({ customer_id, merchant_id });
const right = (tables: FraudTables, requests: readonly Keys[], t: number): object[] =>
  requests.map((request) => ({ ...keysOf(request), ...vectorAt(tables, request, t) }));

function pairs({ labels }: FraudTables, every = 9): Keys[] {
  return [...labels.filter((_, i) => i % every === 0).map(keysOf), { customer_id: null, merchant_id: null }];
}

describe('the training set', () => {
  it.each([
    ['plain', { end: END }],
    ['awkward', AWKWARD_DATA],
    ['extreme ids', { end: END, customers: 40, merchants: 9, awkward: ['extreme-ids', 'nulls', 'unknown-keys'] }],
    ['before 1970', { ...AWKWARD_DATA, end: new Date('1962-11-05T00:00:00Z') }],
  ] satisfies [string, FraudOptions][])('1 is what brute force says, in the labels’ order: %s', async (_, options) => {
    const tables = fraudTables(options);
    await writeFraudTables({ out: data(), files: 3, shuffleSeed: 1 }, tables);
    const wanted = tables.labels.map((label) => ({ ...label, ...vectorAt(tables, label, label.event_timestamp) }));
    expect(await train()).toEqual(wanted);
  });

  it('2 leaves nothing beside itself', async () => {
    await writeFraudTables({ out: data() }, fraudTables({ end: END, days: 5, customers: 5 }));
    await train();
    expect(readdirSync(folder).sort()).toEqual(['data', 'training.parquet']);
  });
});

describe('served equals trained', () => {
  it.each([
    ['awkward', AWKWARD_DATA],
    [
      'extreme ids',
      { end: END, customers: 40, merchants: 9, awkward: ['extreme-ids', 'nulls', 'unknown-keys', 'ties'] },
    ],
    ['before 1970', { ...AWKWARD_DATA, end: new Date('1962-11-05T00:00:00Z') }],
  ] satisfies [string, FraudOptions][])(
    '3 at times of rows, a microsecond around them, at ends of life: %s',
    async (_, options) => {
      const tables = fraudTables(options);
      await writeFraudTables({ out: data(), files: 2, shuffleSeed: 2 }, tables);
      const step = Math.floor(tables.labels.length / runs(3));
      const edges = tables.labels.filter((_row, i) => i % step === 0).map((row) => row.event_timestamp);
      for (const t of [...edges].sort((a, b) => a - b)) {
        await materialize(t);
        const requests = [
          ...tables.labels.filter((row) => row.event_timestamp === t).map(keysOf),
          ...pairs(tables, 40),
        ];
        expect(await serve(t, requests)).toEqual(right(tables, requests, t));
      }
    },
  );

  it('4 later than the end: what is stored, as old as it is by then', async () => {
    const tables = fraudTables(AWKWARD_DATA);
    await writeFraudTables({ out: data() }, tables);
    await materialize(END_US);
    for (const later of [DAY_US / 2, DAY_US + 1, 7 * DAY_US, 7 * DAY_US + 1, 31 * DAY_US])
      expect(await serve(END_US + later, pairs(tables))).toEqual(right(tables, pairs(tables), END_US + later));
  });
});

describe('materialized again', () => {
  const all = fraudTables(AWKWARD_DATA);
  const ends = [END_US - 3 * DAY_US, END_US, END_US - 9 * DAY_US, END_US - DAY_US / 3, END_US];

  it('5 in any order of ends: the store of the greatest', async () => {
    await writeFraudTables({ out: data() }, all);
    for (const [i, end] of ends.entries()) {
      await materialize(end);
      const greatest = Math.max(...ends.slice(0, i + 1));
      const until = upTo(all, greatest);
      expect(await serve(END_US, pairs(all))).toEqual(right(until, pairs(all), END_US));
    }
  });

  it('6 with rows that come late, of times before the last end, written before it too', async () => {
    const early = some(all, (i) => i % 3 !== 0);
    await writeFraudTables({ out: data() }, early);
    await materialize(END_US);
    await writeFraudTables({ out: data() }, all);
    await materialize(END_US);
    expect(await serve(END_US, pairs(all))).toEqual(right(all, pairs(all), END_US));
    await writeFraudTables({ out: data(), shuffleSeed: 4 }, all);
    await materialize(END_US - 20 * DAY_US);
    expect(await serve(END_US, pairs(all))).toEqual(right(all, pairs(all), END_US));
  });

  it('7 after kill -9 at many moments', async () => {
    const tables = fraudTables({
      ...AWKWARD_DATA,
      customers: 2000,
      merchants: 300,
      days: 20,
      awkward: ['nulls', 'ties'],
    });
    await writeFraudTables({ out: data() }, tables);
    const begin = performance.now();
    await materialize(END_US - 2 * DAY_US);
    const whole = performance.now() - begin;
    for (let kill = 0; kill < runs(3); kill += 1) {
      const args = ['--data', data(), '--end', iso(END_US), '--online', online()];
      const child = start(solution, 'materialize.ts', args);
      const exited = once(child, 'exit');
      const timer = setTimeout(() => child.kill('SIGKILL'), whole * (0.2 + (0.8 * kill) / runs(3)));
      await exited;
      clearTimeout(timer);
    }
    await materialize(END_US);
    expect(await serve(END_US, pairs(tables, 97))).toEqual(right(tables, pairs(tables, 97), END_US));
  });

  function upTo(tables: FraudTables, end: number): FraudTables {
    const known = <R extends { event_timestamp: number }>(rows: readonly R[]): R[] =>
      rows.filter((row) => row.event_timestamp <= end);
    return {
      ...tables,
      customer_stats: known(tables.customer_stats),
      merchant_stats: known(tables.merchant_stats),
      transactions: known(tables.transactions),
    };
  }

  function some(tables: FraudTables, keep: (i: number) => boolean): FraudTables {
    const kept = <R>(rows: readonly R[]): R[] => rows.filter((_, i) => keep(i));
    return {
      ...tables,
      customer_stats: kept(tables.customer_stats),
      merchant_stats: kept(tables.merchant_stats),
      transactions: kept(tables.transactions),
    };
  }
});

describe('where it runs', () => {
  it.each(['America/New_York', 'Australia/Lord_Howe'])('8 time zone %s', async (TZ) => {
    const tables = fraudTables({ ...AWKWARD_DATA, customers: 20 });
    await writeFraudTables({ out: data() }, tables);
    const wanted = tables.labels.map((label) => ({ ...label, ...vectorAt(tables, label, label.event_timestamp) }));
    expect(await train({ env: { TZ } })).toEqual(wanted);
    await materialize(END_US, { env: { TZ } });
    expect(await serve(END_US, pairs(tables), { env: { TZ } })).toEqual(right(tables, pairs(tables), END_US));
  });

  it.skipIf(process.platform === 'win32')('9 the data may be read-only', async () => {
    const tables = fraudTables({ end: END, days: 20, customers: 10 });
    await writeFraudTables({ out: data() }, tables);
    readOnly(data(), true);
    await train({ bound: true });
    await materialize(END_US, { bound: true });
    const requests = pairs(tables);
    expect(await serve(END_US, requests, { bound: true })).toEqual(right(tables, requests, END_US));
    readOnly(data(), false);
  });

  function readOnly(place: string, yes: boolean): void {
    const isFolder = statSync(place).isDirectory();
    if (!yes) chmodSync(place, isFolder ? 0o755 : 0o644);
    if (isFolder) for (const name of readdirSync(place)) readOnly(join(place, name), yes);
    if (yes) chmodSync(place, isFolder ? 0o555 : 0o444);
  }
});

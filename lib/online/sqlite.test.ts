import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import type { OnlineStore, OnlineView } from './online-store';
import { describeOnlineStore } from './contract/online-store.contract';
import { batchOf, driverView } from './contract/rows';
import type { Row } from './contract/rows';
import { describeRacingWriters } from './contract/racing-writers.contract';
import { sqliteOnlineStore } from './sqlite';

const open = (path: string): OnlineStore => sqliteOnlineStore({ path, busyTimeoutMs: 20 });
const temporaryFolder = () => mkdtempSync(join(tmpdir(), 'featlab-sqlite-'));

const inFolder = () => {
  const folder = temporaryFolder();
  const path = join(folder, 'data', 'online_store.db');
  return Promise.resolve({
    store: open(path),
    reopen: () => Promise.resolve(open(path)),
    cleanUp: () => rm(folder, { recursive: true }),
  });
};
describeOnlineStore('SQLite', inFolder);
describeRacingWriters('SQLite', inFolder);

describe('the SQLite store itself', () => {
  let folder: string;
  let path: string;
  let store: OnlineStore;
  const opened: { close(): unknown }[] = [];
  beforeEach(() => {
    folder = temporaryFolder();
    path = join(folder, 'online_store.db');
    store = open(path);
  });
  afterEach(async () => {
    await store.close();
    for (const other of opened.splice(0)) other.close();
    rmSync(folder, { recursive: true });
  });

  const raw = (): Database.Database => {
    const db = new Database(path);
    opened.push(db);
    return db;
  };
  const put = (view: OnlineView, ...rows: Row[]) => store.write(view, batchOf(view, rows));
  const read = async (view = driverView) => store.read(view, ['trips'], [[1]]);
  const row: Row = { key: [1], at: '2024-03-01T10:00:00Z', values: [7] };

  test('reads that share a turn see their own store’s writes at once, others’ from the next turn on', async () => {
    const trips = (us: number, value: number): Row => ({ key: [1], at: us, values: [value] });
    const shared = () => store.read(driverView, ['trips'], [[1]], true) as unknown as { values: unknown[] }[];
    const other = open(path);
    opened.push(other);
    for (let round = 1; round < 5; round++) {
      await put(driverView, trips(2 * round, round));
      expect([shared(), shared(), shared()].map(([found]) => found.values)).toEqual([[round], [round], [round]]);
      await put(driverView, trips(2 * round, 10 * round));
      expect([shared(), shared()].map(([found]) => found.values)).toEqual([[10 * round], [10 * round]]);
      await other.write(driverView, batchOf(driverView, [trips(2 * round + 1, 100 * round)]));
      await new Promise(setImmediate);
      expect(shared()[0].values).toEqual([100 * round]);
    }
    shared();
    await new Promise(setImmediate);
    expect(raw().pragma('wal_checkpoint(TRUNCATE)')).toMatchObject([{ busy: 0 }]);
  });

  test('SELECT * shows join keys, features and times as columns of their own', async () => {
    const view: OnlineView = {
      project: 'lab',
      name: 'stats',
      keys: [{ name: 'driver_id', type: 'int64' }],
      features: [
        { name: 'conv_rate', type: 'float32' },
        { name: 'city', type: 'string' },
      ],
    };
    await put(view, {
      key: [1001],
      at: '2024-03-01T10:00:00Z',
      created: '2024-03-01T10:00:01Z',
      values: [0.5, 'Quito'],
    });
    expect(raw().prepare('SELECT * FROM lab_stats').all()).toEqual([
      {
        driver_id: 1001,
        conv_rate: 0.5,
        city: 'Quito',
        event_timestamp: 1709287200000000,
        event_timestamp_ns: 0,
        created_timestamp: 1709287201000000,
        created_timestamp_ns: 0,
      },
    ]);
  });

  test('a view without entities is one row under __dummy_id', async () => {
    await put({ ...driverView, name: 'global', keys: [] }, { key: [], at: 1, values: [7] });
    expect(raw().prepare('SELECT __dummy_id, trips FROM lab_global').all()).toEqual([{ __dummy_id: 0, trips: 7 }]);
  });

  test('a table name that is taken gets a _ more', async () => {
    raw().exec('CREATE TABLE LAB_driver_stats (mine)');
    await put(driverView, row);
    expect(await read()).toHaveLength(1);
    expect(raw().prepare('SELECT trips FROM lab_driver_stats_').get()).toEqual({ trips: 7 });
    const reserved = { ...driverView, project: 'sqlite' };
    await put(reserved, row);
    expect(await read(reserved)).toMatchObject([{ values: [7] }]);
  });

  test('more features than a table has columns are refused, with the view', async () => {
    const features = Array.from({ length: 3000 }, (_, i) => ({ name: `f${String(i)}`, type: 'int32' as const }));
    const wide = { ...driverView, name: 'wide', features };
    await expect(put(wide, { key: [1], at: 1, values: features.map(() => 1) })).rejects.toMatchObject({
      code: 'STORE_REFUSED',
      message: expect.stringMatching(/view wide has 3000 features, more than .*\nfix: make two views of it/) as string,
    });
  });

  test('reading makes no file', async () => {
    expect(await read()).toEqual([undefined]);
    expect(await store.generation(driverView)).toBeUndefined();
    await store.update({ drop: [driverView], keep: [] });
    expect(existsSync(path)).toBe(false);
  });

  test('a deleted file: its generation goes with it, and the next write makes it anew', async () => {
    await put(driverView, row);
    const generation = await store.generation(driverView);
    await store.close();
    rmSync(path);
    expect(await store.generation(driverView)).toBeUndefined();
    await put(driverView, row);
    expect(await store.generation(driverView)).not.toBe(generation);
  });

  test('a file that was deleted, or gave way to another, while it was open: the one that is there now counts', async () => {
    // The same list each time: what was prepared for it is kept.
    const features = ['trips'];
    const kept = async () => store.read(driverView, features, [[1]]);
    await put(driverView, row);
    expect(await kept()).toMatchObject([{ values: [7] }]);
    for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
    const other = open(path);
    opened.push(other);
    await other.write(driverView, batchOf(driverView, [{ ...row, values: [8] }]));
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 1_000);
    expect(await kept()).toMatchObject([{ values: [8] }]);
    await put(driverView, { ...row, at: '2024-03-01T11:00:00Z', values: [9] });
    expect(await other.read(driverView, ['trips'], [[1]])).toMatchObject([{ values: [9] }]);
    vi.restoreAllMocks();
  });

  test('what another process writes is seen; a table that it remakes too', async () => {
    const other = open(path);
    opened.push(other);
    expect(await read()).toEqual([undefined]);
    await other.write(driverView, batchOf(driverView, [row]));
    expect(await read()).toMatchObject([{ values: [7] }]);
    await other.update({ drop: [driverView], keep: [] });
    expect(await read()).toEqual([undefined]);
    await other.write(driverView, batchOf(driverView, [{ ...row, values: [8] }]));
    expect(await read()).toMatchObject([{ values: [8] }]);
  });

  test('a batch that fails half-way leaves nothing', async () => {
    await put(driverView, row);
    const view = { ...driverView, features: [{ name: 'seen', type: 'timestamp' as const }] };
    const batch = batchOf(view, [{ ...row, values: ['2024-01-01T00:00:00Z'] }, row]);
    const beyond = { type: 'timestamp' as const, unit: 'ms' as const, values: BigInt64Array.of(0n, 2n ** 62n) };
    await expect(store.write(view, { ...batch, features: [beyond] })).rejects.toMatchObject({ code: 'VALUE_UNSAFE' });
    expect(await read()).toMatchObject([{ values: [7] }]);
  });

  describe('trouble ends in two lines', () => {
    const refusal = async (promise: Promise<unknown>) => {
      const error = await promise.then(
        () => undefined,
        (reason: unknown) => reason as Error & { code: string },
      );
      expect(error?.message).toContain(path);
      expect(error?.message.split('\n')).toEqual([expect.any(String), expect.stringMatching(/^fix: /)]);
      return error?.code;
    };

    test('locked by a writer: writes are refused, reads go on', async () => {
      await put(driverView, row);
      const writer = raw();
      writer.exec('BEGIN IMMEDIATE');
      expect(await refusal(put(driverView, row))).toBe('STORE_LOCKED');
      expect(await read()).toMatchObject([{ values: [7] }]);
      writer.exec('ROLLBACK');
      expect(await put(driverView, row)).toBe(1);
    });

    test('not a database', async () => {
      writeFileSync(path, 'this is a text file, and rather longer than the header of a database would be. '.repeat(50));
      expect(await refusal(read())).toBe('STORE_CORRUPT');
      expect(await refusal(put(driverView, row))).toBe('STORE_CORRUPT');
      expect(await refusal(store.update({ drop: [], keep: [driverView] }))).toBe('STORE_CORRUPT');
      expect(await refusal(store.generation(driverView))).toBe('STORE_CORRUPT');
      expect(readFileSync(path, 'utf8')).toMatch(/^this is a text file/);
    });

    test('cut short', async () => {
      await put(driverView, ...Array.from({ length: 2000 }, (_, i) => ({ ...row, key: [i] })));
      await store.close();
      truncateSync(path, 9000);
      expect(() => store.read(driverView, ['trips'], [[1], [1999]])).toThrow(
        expect.objectContaining({ code: 'STORE_CORRUPT' }),
      );
    });

    test('a file where its folder should be', async () => {
      const file = join(folder, 'file');
      writeFileSync(file, '');
      path = join(file, 'online_store.db');
      await store.close();
      store = open(path);
      expect(await refusal(put(driverView, row))).toBe('STORE_UNWRITABLE');
      expect(await read()).toEqual([undefined]);
    });

    test('a folder where the file should be', async () => {
      path = folder;
      store = open(path);
      expect(await refusal(put(driverView, row))).toBe('STORE_UNWRITABLE');
    });
  });

  test('kill -9 while it writes: whole batches, all that were answered', async () => {
    const answered = await killedWriter(path);
    const db = raw();
    const batches = db.prepare('SELECT trips AS batch, count(*) AS rows FROM lab_driver_stats GROUP BY trips').all();
    expect(batches.length).toBeGreaterThanOrEqual(answered);
    expect(batches).toEqual(batches.map((_, batch) => ({ batch, rows: 500 })));
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(await put(driverView, row)).toBe(1);
  });
});

/** A process that writes batches of 500 and says so after each; killed after the fifth. Answers how many it said. */
async function killedWriter(path: string): Promise<number> {
  const script = `
    const { sqliteOnlineStore } = require(${JSON.stringify(join(process.cwd(), 'dist/lib/online/sqlite.js'))});
    const store = sqliteOnlineStore({ path: ${JSON.stringify(path)} });
    const view = ${JSON.stringify(driverView)};
    const ids = (batch) => ({ type: 'int64', values: BigInt64Array.from({ length: 500 }, (_, i) => BigInt(batch * 500 + i)) });
    const same = (batch) => ({ type: 'int64', values: new BigInt64Array(500).fill(BigInt(batch)) });
    (async () => {
      for (let batch = 0; ; batch++) {
        await store.write(view, { length: 500, keys: [ids(batch)], eventTime: { us: new Float64Array(500) }, createdTime: undefined, features: [same(batch)] });
        require('node:fs').writeSync(1, '.');
      }
    })();`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  let answered = 0;
  child.stdout.on('data', (dots: Buffer) => {
    answered += dots.length;
    if (answered >= 5) child.kill('SIGKILL');
  });
  await new Promise((resolve) => child.on('close', resolve));
  return answered;
}

import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { beforeEach, describe, expect, test } from 'vitest';

import { runCli } from '../testing/run-cli';
import { parseInstant } from '../time/time';
import type { Instant } from '../time/time';
import { readConfig } from './config';
import { initRepository } from './init';
import { loadDefinitions } from './load-definitions';

const now = parseInstant('2025-01-31T10:30:00Z') as Instant;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'featlab-init-'));
});

const init = (name: string, seed?: number) => initRepository({ folder, name, seed, now });
const data = (name: string) => readFileSync(join(folder, name, 'data', 'driver_stats.parquet'));

describe('init', () => {
  test('makes a repository that loads', async () => {
    const { files, project, folder: made } = await init('driver_repo');
    expect(files).toEqual(['feature_store.yaml', 'features.ts', 'data/driver_stats.parquet']);
    expect([made, project]).toEqual([join(folder, 'driver_repo'), 'driver_repo']);
    expect(files.filter((file) => !existsSync(join(made, file)))).toEqual([]);
    expect(readConfig(made)).toMatchObject({ project: 'driver_repo', registry: join(made, 'data', 'registry.db') });
    expect((await loadDefinitions(made)).map(({ name }) => name).sort()).toEqual([
      'driver',
      'driver_activity_v1',
      'driver_hourly_stats',
      'driver_hourly_stats_source',
    ]);
  });

  test('whose data have what features.ts says, up to the last full hour before now', async () => {
    await init('driver_repo');
    const file = new Uint8Array(data('driver_repo')).buffer;
    expect(
      parquetMetadata(file)
        .schema.slice(1)
        .map((column) => column.name)
        .sort(),
    ).toEqual(['acc_rate', 'avg_daily_trips', 'conv_rate', 'created', 'driver_id', 'event_timestamp']);
    const rows = await parquetReadObjects({ file, columns: ['event_timestamp'] });
    const last = rows.reduce((latest, row) => Math.max(latest, (row['event_timestamp'] as Date).getTime()), 0);
    expect(new Date(last).toISOString()).toBe('2025-01-31T10:00:00.000Z');
  });

  test('of as many drivers and days as asked for', async () => {
    await initRepository({ folder, name: 'many', drivers: 7, days: 1, now });
    const rows = await parquetReadObjects({ file: new Uint8Array(data('many')).buffer, columns: ['driver_id'] });
    expect(new Set(rows.map((row) => row['driver_id'] as bigint)).size).toBe(7);
    expect(rows.length).toBeGreaterThanOrEqual(7 * 24);
    expect(rows.length).toBeLessThan(8 * 24);
  });

  test('the same seed gives the same data, another one others', async () => {
    await init('a', 7);
    await init('b', 7);
    await init('c', 8);
    expect(data('a').equals(data('b'))).toBe(true);
    expect(data('a').equals(data('c'))).toBe(false);
  });

  test.each(['mi-repo', '2025-q1', 'año_uno', 'null'])('%s is a good name, in feature_store.yaml too', async (name) => {
    await init(name);
    expect(readConfig(join(folder, name)).project).toBe(name);
  });

  test('--template fraud: customers, merchants, transactions and labels, and definitions that apply and join', async () => {
    const { exit } = await runCli(['init', 'fraud', '--template', 'fraud', '--now', '2025-06-10T09:00:00Z'], {
      cwd: folder,
    });
    expect(exit).toBe(0);
    const place = join(folder, 'fraud');
    expect(readdirSync(join(place, 'data')).sort()).toEqual([
      'customer_stats',
      'labels.parquet',
      'merchant_stats',
      'transactions',
    ]);
    expect((await runCli(['apply'], { cwd: place })).exit).toBe(0);
    const historical = ['get-historical-features', '--entity-df', 'data/labels.parquet', '--out', 'training.json'];
    expect((await runCli([...historical, '--feature-service', 'fraud_detection_v1'], { cwd: place })).exit).toBe(0);
    const rows = JSON.parse(readFileSync(join(place, 'training.json'), 'utf8')) as { n_purchases_7d: number | null }[];
    expect(rows.length).toBeGreaterThan(1000);
    expect(rows.filter((row) => row.n_purchases_7d !== null).length).toBeGreaterThan(rows.length * 0.9);
  });

  test('a deeper place, and an empty folder, are places like others', async () => {
    mkdirSync(join(folder, 'empty'));
    await init('empty');
    await init(join('class', 'driver_repo'));
    expect(readConfig(join(folder, 'class', 'driver_repo')).project).toBe('driver_repo');
  });
});

describe('what is refused leaves nothing behind', () => {
  test('a repository that is there', async () => {
    await init('driver_repo');
    const before = data('driver_repo');
    await expect(init('driver_repo', 5)).rejects.toMatchObject({
      code: 'REPOSITORY_EXISTS',
      message: expect.stringMatching(
        /driver_repo is there already, with data, feature_store.yaml, features.ts\nfix: choose another/,
      ),
    });
    expect(data('driver_repo').equals(before)).toBe(true);
  });

  test('a file of that name', async () => {
    writeFileSync(join(folder, 'driver_repo'), 'mine');
    await expect(init('driver_repo')).rejects.toThrow(/is there already, with a file of that name\nfix: /);
  });

  test.each(['', '.', 'mi repo', '-x', 'a:b'])('the name %j', async (name) => {
    await expect(initRepository({ folder: join(folder, 'a b'), name, now })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a seed that cannot be', async () => {
    await expect(init(join('class', 'driver_repo'), -1)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a place below a file', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(init(join('file', 'driver_repo'))).rejects.toMatchObject({ code: 'STORE_UNWRITABLE' });
  });

  // Windows has no such bits.
  test.skipIf(process.platform === 'win32')('a folder that is not writable', async () => {
    chmodSync(folder, 0o500);
    const { exit, stderr } = await runCli(['init', 'driver_repo'], { cwd: folder, bound: true });
    chmodSync(folder, 0o700);
    expect(stderr).toMatch(/cannot be made \(.*\)\nfix: go to a folder that you may write to/);
    expect(exit).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });
});

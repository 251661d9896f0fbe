import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFeatureStore } from '../../open-store';
import { runCli } from '../../testing/run-cli';
import type { CliRun } from '../../testing/run-cli';

const FEATURES = `import { duckDbSource, entity, featureView } from 'featlab';
export const driver = entity({ name: 'driver', joinKeys: { driver_id: 'int64' } });
export const stats = featureView({
  name: 'stats',
  entities: [driver],
  ttl: '1d',
  schema: { trips: 'int64' },
  source: duckDbSource({ name: 'lake', table: 'lake.stats', timestampField: 'at', createdTimestampColumn: 'made' }),
});
export const gone = featureView({
  name: 'gone',
  entities: [driver],
  schema: { x: 'int64' },
  source: duckDbSource({ name: 'nowhere', table: 'lake.nowhere', timestampField: 'at' }),
});
`;

let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'featlab-lake-'));
  const instance = await DuckDBInstance.create(join(folder, 'warehouse.duckdb'));
  const connection = await instance.connect();
  await connection.run('CREATE SCHEMA lake');
  await connection.run(
    `CREATE TABLE lake.stats AS SELECT 7::BIGINT AS driver_id, TIMESTAMP '2025-06-01 10:00:00' AS at, NULL::TIMESTAMP AS made, 11::BIGINT AS trips`,
  );
  connection.closeSync();
  instance.closeSync();
  writeFileSync(join(folder, 'features.ts'), FEATURES);
  writeFileSync(
    join(folder, 'feature_store.yaml'),
    'project: lake\noffline_store: { type: duckdb, path: warehouse.duckdb }\nonline_store: { type: sqlite, path: online.db }\n',
  );
  writeFileSync(
    join(folder, 'drivers.csv'),
    'driver_id,event_timestamp\n7,2025-06-01T12:00:00Z\n8,2025-06-01T12:00:00Z\n',
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function featlab(...args: string[]): Promise<CliRun> {
  return runCli(args, { cwd: folder });
}

describe('a repository over a DuckDB file', () => {
  test('apply opens its tables, and warns of one that is not there yet', async () => {
    const { exit, stdout, stderr } = await featlab('apply');
    expect({ exit, stderr }).toEqual({
      exit: 0,
      stderr: expect.stringContaining('source nowhere: no table lake.nowhere yet; materialize will need it') as string,
    });
    expect(stdout).toContain('stats');
    expect((await featlab('data-sources', 'list')).stdout).toMatch(/lake +at +duckdb +lake\.stats/);
  });

  test('a training set and a materialize come from the table; skew sees none', async () => {
    const asked = ['--entity-df', 'drivers.csv', '--features', 'stats:trips'];
    expect(await featlab('get-historical-features', ...asked, '--out', 'out.csv')).toMatchObject({
      exit: 0,
      stderr: '',
    });
    const store = await openFeatureStore(folder, { now: '2025-06-01T12:00:00Z' });
    const training = await store.getHistoricalFeatures({
      entityDf: join(folder, 'out.csv'),
      features: ['stats:trips'],
      fullFeatureNames: true,
    });
    expect(training.toRows().map((row) => row['stats__trips'])).toEqual([11, null]);
    expect(await store.materialize(null, '2025-06-01T12:00:00Z', { views: ['stats'] })).toMatchObject([
      { read: 1, written: 1 },
    ]);
    expect(await store.skew({ views: ['stats'] })).toMatchObject({ checked: 1, mismatches: [] });
    await store.close();
  });

  test('--explain shows the statement with its bounds apart, and writes nothing', async () => {
    const asked = ['--entity-df', 'drivers.csv', '--features', 'stats:trips', '--explain'];
    const { stdout } = await featlab('get-historical-features', ...asked, '--json');
    const [plan] = JSON.parse(stdout) as {
      view: string;
      engine: string;
      sql: string;
      values: string[];
      plan: string;
    }[];
    expect(plan).toMatchObject({
      view: 'stats',
      engine: 'DuckDB',
      values: ['2025-05-31T12:00:00Z', '2025-06-01T12:00:00Z'],
      plan: expect.stringContaining('ASOF_JOIN') as string,
    });
    expect(plan.sql).toContain('source."at" >= :1 AND source."at" <= :2');
    expect(plan.sql).toContain('FROM "lake"."stats" AS source');
    expect((await featlab('get-historical-features', ...asked)).stdout).toMatch(/^-- stats: DuckDB\nWITH e AS/);
  });

  test('neither --out nor --explain is an error that names both', async () => {
    const { exit, stderr } = await featlab(
      'get-historical-features',
      '--entity-df',
      'drivers.csv',
      '--features',
      'stats:trips',
    );
    expect([exit, stderr]).toEqual([1, expect.stringMatching(/nowhere to write to\nfix: add --out .*, or --explain/)]);
  });

  test('a materialize from a table that is not there names it', async () => {
    const { exit, stderr } = await featlab(
      '--now',
      '2025-06-01T12:00:00Z',
      'materialize',
      '2025-01-01T00:00:00Z',
      '2025-06-01T00:00:00Z',
      '-v',
      'gone',
    );
    expect([exit, stderr]).toEqual([
      1,
      expect.stringMatching(/source nowhere: DuckDB has no table lake\.nowhere\nfix: /),
    ]);
  });

  test('a file that is no database is an error that names it', async () => {
    const store = await openFeatureStore(folder, { variables: {} });
    await store.close();
    writeFileSync(join(folder, 'broken.duckdb'), 'this is no database, and long enough to be read as one'.repeat(500));
    const yaml = 'project: lake\noffline_store: { type: duckdb, path: broken.duckdb }\n';
    const other = mkdtempSync(join(folder, 'broken-'));
    writeFileSync(join(other, 'feature_store.yaml'), yaml.replace('broken.duckdb', join(folder, 'broken.duckdb')));
    writeFileSync(join(other, 'features.ts'), FEATURES);
    const { exit, stderr } = await runCli(['apply'], { cwd: other });
    expect([exit, stderr]).toEqual([1, expect.stringMatching(/DuckDB cannot open .*broken\.duckdb \(.*\)\nfix: /)]);
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../package-root';
import { clientPackage } from '../../testing/client-packages';
import { postgresLab } from '../contract/postgres-lab';
import type { LabPool } from '../contract/postgres-lab';
import { describeOfflineStore } from '../offline-store.contract';
import { postgresOfflineStore } from './postgres-offline-store';

const URL_VARIABLE = 'FEATLAB_TEST_POSTGRES';
const TYPES = ['int32', 'int64', 'float32', 'float64', 'string', 'bool', 'bytes', 'timestamp'];

describeOfflineStore('Postgres', () =>
  postgresLab('postgres', process.env[URL_VARIABLE], TYPES, ({ schema, ...clients }) =>
    postgresOfflineStore({ db_schema: schema }, clients),
  ),
);

/** The source's rows come once nobody else holds the lock: until then a join has its entity rows there, and waits. */
const FEATURES = `import { entity, featureView, postgresSource } from 'featlab';
const id = entity({ name: 'id', joinKeys: { id: 'int64' } });
const rows = "SELECT id, at, n FROM killed_lab WHERE (SELECT pg_advisory_xact_lock(7)) IS NOT NULL";
const source = postgresSource({ name: 'slow_rows', query: rows, timestampField: 'at' });
export const slow = featureView({ name: 'slow', entities: [id], schema: { n: 'int64' }, source });
`;

const SCRIPT = `(async () => {
  const { openFeatureStore } = require('./dist/lib/index.js');
  const store = await openFeatureStore(process.argv[1]);
  await store.apply();
  const entityDf = [{ id: 1, event_timestamp: '2024-01-02T00:00:00Z' }];
  const training = await store.getHistoricalFeatures({ entityDf, features: ['slow:n'] });
  console.log(JSON.stringify(training.toRows()));
  await store.close();
})()`;

describe('a repository over Postgres, in a process of its own', () => {
  let folder: string;
  let pool: LabPool;
  beforeAll(async () => {
    const { Pool } = clientPackage('FEATLAB_TEST_OFFLINE_CLIENTS', 'pg') as { Pool: new (config: object) => LabPool };
    pool = new Pool({ connectionString: process.env[URL_VARIABLE] });
    await pool.query('CREATE TABLE killed_lab (id bigint, at timestamp, n bigint)');
    await pool.query("INSERT INTO killed_lab VALUES (1, '2024-01-01', 5)");
    folder = mkdtempSync(join(tmpdir(), 'featlab-postgres-'));
    const { hostname, port, username, password, pathname } = new URL(process.env[URL_VARIABLE] ?? '');
    const secret = password === '' ? '' : `, password: ${JSON.stringify(decodeURIComponent(password))}`;
    writeFileSync(
      join(folder, 'feature_store.yaml'),
      `project: killed\noffline_store: { type: postgres, host: ${hostname}, port: ${port || '5432'}, database: ${pathname.slice(1)}, user: ${username}${secret} }\n`,
    );
    writeFileSync(join(folder, 'features.ts'), FEATURES);
  });
  afterAll(async () => {
    await pool.query('DROP TABLE killed_lab');
    await pool.end();
    rmSync(folder, { recursive: true, force: true });
  });

  const start = () => {
    const modules = join(process.env['FEATLAB_TEST_OFFLINE_CLIENTS'] ?? '', 'node_modules');
    const env = { ...process.env, NODE_PATH: modules };
    return spawn(process.execPath, ['-e', SCRIPT, folder], {
      cwd: packageRoot(),
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  };
  const count = async (statement: string): Promise<number> => (await pool.query(statement)).rows.length;
  const leftovers = (): Promise<number> => count("SELECT FROM pg_class WHERE relname = 'featlab_entity_rows'");
  const untilNone = async (statement: string): Promise<void> => {
    while ((await count(statement)) > 0) await new Promise(setImmediate);
  };

  test('opens Postgres by feature_store.yaml and the packages that are installed', async () => {
    const child = start();
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(JSON.parse(Buffer.concat(output).toString())).toEqual([
      { id: 1, event_timestamp: '2024-01-02T00:00:00Z', n: 5 },
    ]);
    expect(await leftovers()).toBe(0);
  });

  test('killed in the midst of a join, its temporary table goes with it', async () => {
    const holder = await pool.connect();
    await holder.query({ text: 'SELECT pg_advisory_lock(7)', rowMode: 'array' });
    const child = start();
    let waiting: Record<string, unknown>[] = [];
    while (waiting.length === 0) {
      expect(child.exitCode).toBeNull();
      waiting = (await pool.query("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = 7 AND NOT granted"))
        .rows;
    }
    child.kill('SIGKILL');
    await once(child, 'exit');
    holder.release(true);
    await untilNone(`SELECT FROM pg_stat_activity WHERE pid = ${String(waiting[0]['pid'])}`);
    expect(await leftovers()).toBe(0);
  });
});

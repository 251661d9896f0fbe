import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../package-root';
import { clientPackage } from '../../testing/client-packages';
import { writeParquet } from '../../testing/write-parquet';
import type { OfflineLab } from '../contract/offline-lab';
import { asOf, requestOf } from '../contract/requests';
import { describeOfflineStore } from '../offline-store.contract';
import { hiveClient } from './hive-client';
import type { HiveDriver } from './hive-driver';
import type { SparkClient } from './spark-client';
import { sparkOfflineStore } from './spark-offline-store';

const CLIENTS = 'FEATLAB_TEST_SPARK_CLIENTS';

/** `thrift://user:password@host:port/the/staging/folder?uri=as Spark names that folder`. */
const url = new URL(process.env['FEATLAB_TEST_SPARK'] ?? 'thrift://localhost:10000/');
const staging = decodeURIComponent(url.pathname);
const uri = url.searchParams.get('uri') ?? `file://${staging}`;
const address = {
  host: url.hostname,
  port: Number(url.port),
  user: decodeURIComponent(url.username) || 'featlab',
  password: decodeURIComponent(url.password),
};

function connected(): SparkClient {
  return hiveClient(clientPackage(CLIENTS, 'hive-driver') as HiveDriver, address);
}

const runs = (): string[] => readdirSync(staging).filter((name) => name.startsWith('featlab_'));

/** A lab in a database of its own. */
async function openLab(): Promise<OfflineLab> {
  const client = connected();
  const database = `lab_${String(process.pid)}_${String((labs += 1))}`;
  await client.query(`CREATE DATABASE ${database}`);
  const named = (parts: readonly string[]): string =>
    [database, ...parts].map((name) => `\`${name.replaceAll('`', '``')}\``).join('.');
  return {
    engine: 'spark',
    store: sparkOfflineStore({ database, staging_location: staging, staging_uri: uri }, client),
    unit: 'us',
    types: ['int32', 'int64', 'float32', 'float64', 'string', 'bool', 'bytes', 'timestamp'],
    create: async (table, columns) => {
      const file = `lab_${database}.parquet`;
      await writeParquet(join(staging, file), columns);
      await client.query(`DROP TABLE IF EXISTS ${named(table)}`);
      await client.query(`CREATE TABLE ${named(table)} USING parquet AS SELECT * FROM parquet.\`${uri}/${file}\``);
      rmSync(join(staging, file));
    },
    drop: async (table) => {
      await client.query(`DROP TABLE IF EXISTS ${named(table)}`);
    },
    named: (table) => named([table]),
    leftovers: async () => {
      const views = await client.query("SHOW TABLES LIKE 'featlab*'");
      const tables = await client.query(`SHOW TABLES IN ${database} LIKE 'featlab*'`);
      return [...views, ...tables].map((row) => String(row['tableName'])).concat(runs());
    },
    close: async () => {
      await client.query(`DROP DATABASE ${database} CASCADE`);
      await client.close();
    },
  };
}

let labs = 0;

describeOfflineStore('Spark', openLab, { isTable: (name) => /^\w+$/.test(name) });

describe('what Spark is asked', () => {
  test('reads only the columns that are asked for, and only what lies between the first and the last time', async () => {
    const lab = await openLab();
    const times = (type: string) => ({ type, values: ['2024-01-01T00:00:00Z'] });
    await lab.create(
      ['t'],
      [
        { name: 'id', type: 'int64', values: ['1'] },
        { name: 'event', ...times('timestamp[us, UTC]') },
        { name: 'created', ...times('timestamp[us]') },
        { name: 'x', type: 'float64', values: [1] },
        { name: 'unasked', type: 'float64', values: [1] },
      ],
    );
    for (const event of ['event', 'created']) {
      const source = { table: ['t'], timestampField: event, createdTimestampColumn: undefined };
      const request = requestOf(lab, source, { keys: { id: 'int64' }, features: { x: 'float64' } });
      const rows = [{ key: [1n], time: 1_704_153_600_000_000_000n }];
      const plan = (await lab.store.planAsOf?.(asOf(request, rows, { ttl: 86_400_000_000 })))?.plan;
      expect(plan).toContain(`GreaterThanOrEqual(${event},2024-01-01`);
      expect(plan).toContain(`LessThanOrEqual(${event},2024-01-02`);
      expect(plan).not.toContain('unasked');
    }
    expect(await lab.leftovers()).toEqual([]);
    await lab.close();
  });
});

/** What takes ten minutes on each of two threads, and makes a folder in `signals` when it begins. */
const features = (signals: string): string => `import { entity, featureView, sparkSource } from 'featlab';
const id = entity({ name: 'id', joinKeys: { id: 'int64' } });
const at = "CAST('2024-01-01' AS TIMESTAMP) AS at";
const now = sparkSource({ name: 'now', query: \`SELECT 1L AS id, \${at}, 5L AS n\`, timestampField: 'at' });
const begin = "reflect('org.apache.spark.network.util.JavaUtils', 'createDirectory', '${signals}', 'begun')";
const sleep = "reflect('java.lang.Thread', 'sleep', CAST(600000 AS BIGINT))";
const late = sparkSource({
  name: 'late',
  query: \`SELECT id, \${at}, length(\${begin} || \${sleep}) AS n FROM range(0, 2, 1, 2)\`,
  timestampField: 'at',
});
export const quick = featureView({ name: 'quick', entities: [id], schema: { n: 'int64' }, source: now });
export const slow = featureView({ name: 'slow', entities: [id], schema: { n: 'int32' }, source: late });
`;

const SCRIPT = `(async () => {
  const { openFeatureStore } = require('./dist/lib/index.js');
  const store = await openFeatureStore(process.argv[1]);
  await store.apply();
  const entityDf = [{ id: 1, event_timestamp: '2024-01-02T00:00:00Z' }];
  const training = await store.getHistoricalFeatures({ entityDf, features: [process.argv[2]] });
  console.log(JSON.stringify(training.toRows()));
  await store.close();
})()`;

describe('a repository over Spark, in a process of its own', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'featlab-spark-'));
    const place = Object.entries({ ...address, staging_location: staging, staging_uri: uri });
    const options = place
      .filter(([, value]) => value !== '')
      .map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
    const yaml = `project: killed\noffline_store: { type: spark, ${options.join(', ')} }\n`;
    writeFileSync(join(folder, 'feature_store.yaml'), yaml);
    writeFileSync(join(folder, 'features.ts'), features(join(folder, 'signals')));
    mkdirSync(join(folder, 'signals'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const start = (feature: string) => {
    const env = { ...process.env, NODE_PATH: join(process.env[CLIENTS] ?? '', 'node_modules') };
    return spawn(process.execPath, ['-e', SCRIPT, folder, feature], {
      cwd: packageRoot(),
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  };
  const rowsOf = async (child: ReturnType<typeof start>): Promise<unknown> => {
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    expect(await once(child, 'exit')).toEqual([0, null]);
    return JSON.parse(Buffer.concat(output).toString());
  };
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await new Promise(setImmediate);
  };

  test('opens Spark by feature_store.yaml and the package that is installed', async () => {
    expect(await rowsOf(start('quick:n'))).toEqual([{ id: 1, event_timestamp: '2024-01-02T00:00:00Z', n: 5 }]);
    expect(runs()).toEqual([]);
  });

  // Elsewhere two threads are not all that there is, and its folders are not ours to see.
  test.runIf(url.hostname === '127.0.0.1')(
    'killed in the midst of a join, its job ends with it, and the next run takes its files away',
    async () => {
      const child = start('slow:n');
      const begun = (): number => readdirSync(join(folder, 'signals')).length;
      await until(() => begun() === 2 || child.exitCode !== null);
      expect(child.exitCode).toBeNull();
      child.kill('SIGKILL');
      await once(child, 'exit');
      const [left] = runs();
      expect(readdirSync(join(staging, left)).sort()).toEqual(['alive', 'entity_rows']);
      const longAgo = Date.now() / 1000 - 3_600;
      utimesSync(join(staging, left, 'alive'), longAgo, longAgo);
      // While it went on sleeping, no thread would be left for this.
      expect(await rowsOf(start('quick:n'))).toHaveLength(1);
      expect(runs()).toEqual([]);
    },
  );
});

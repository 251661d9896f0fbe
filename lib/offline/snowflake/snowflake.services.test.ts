import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../package-root';
import { runCli } from '../../testing/run-cli';
import type { CliRun } from '../../testing/run-cli';
import { asOf, keyColumn, requestOf, valuesOf } from '../contract/requests';
import { isStandIn, SNOWFLAKE_ADDRESS, snowflakeLab } from '../contract/snowflake-lab';
import type { SnowflakeLab } from '../contract/snowflake-lab';
import { describeOfflineStore } from '../offline-store.contract';
import type { SnowflakeConnection } from './snowflake-client';
import { snowflakeOfflineStore } from './snowflake-offline-store';

const openLab = (): Promise<SnowflakeLab> => snowflakeLab((session) => snowflakeOfflineStore({}, session));

describeOfflineStore('Snowflake', openLab);

describe('tables as Snowflake makes them', () => {
  let lab: SnowflakeLab;
  beforeAll(async () => {
    lab = await openLab();
  });
  afterAll(() => lab.close());

  const at = { key: [1n], time: 1_704_153_600_000_000_000n };
  const valuesIn = async (
    source: Parameters<typeof requestOf>[1],
    keys: Record<string, 'int32' | 'int64'>,
    features: Parameters<typeof requestOf>[2]['features'],
  ): Promise<unknown[][]> => {
    const request = requestOf(lab, { createdTimestampColumn: undefined, ...source }, { keys, features });
    return (await lab.store.joinAsOf(asOf(request, [at]))).map(valuesOf);
  };

  test('a name in small letters finds what was made without quotes', async () => {
    await lab.run('CREATE TABLE stats (id NUMBER(38,0), event TIMESTAMP_NTZ, "trips" NUMBER(38,0))');
    await lab.run(`INSERT INTO stats SELECT 1, CAST('2024-01-01' AS TIMESTAMP_NTZ), 7`);
    const ids = { id: 'int64' } as const;
    expect(await valuesIn({ table: ['stats'] }, ids, { trips: 'int64' })).toEqual([[7]]);
    expect(await valuesIn({ table: [lab.schema.toLowerCase(), 'stats'] }, ids, { trips: 'int64' })).toEqual([[7]]);
  });

  test('NUMBERs of any width are integers; what 64 bits do not hold is an error that names the column', async () => {
    const columns = `CAST(1 AS NUMBER(9,0)) AS ID, CAST('2024-01-01' AS TIMESTAMP_NTZ) AS EVENT`;
    const query = `SELECT ${columns}, CAST('99999999999999999999' AS NUMBER(20,0)) AS WIDE, CAST(5 AS NUMBER(20,0)) AS N`;
    expect(await valuesIn({ query }, { id: 'int32' }, { n: 'int64' })).toEqual([[5]]);
    await expect(valuesIn({ query }, { id: 'int32' }, { wide: 'bigint' })).rejects.toThrow(
      /^column WIDE has a value that 64 bits do not hold: 99999999999999999999\nfix: /,
    );
    expect(await lab.leftovers()).toEqual([]);
  });

  test('a plan is the statement; nothing of it stays', async () => {
    const query = `SELECT 1 AS ID, CURRENT_TIMESTAMP() AS EVENT, 2 AS N`;
    const asked = { keys: { id: 'int64' }, features: { n: 'int64' } } as const;
    const plain = requestOf(lab, { query, createdTimestampColumn: undefined }, asked);
    const plan = await lab.store.planAsOf?.(asOf(plain, [at]));
    expect(plan).toMatchObject({ engine: 'Snowflake', values: ['2024-01-02T00:00:00Z'] });
    expect(plan?.sql).toContain('source."EVENT" <= :1');
    if (!isStandIn) expect(plan?.plan).toContain('bytesAssigned');
    expect(await lab.leftovers()).toEqual([]);
  });
});

describe('what is sent', () => {
  test('is of Snowflake’s dialect, and of no other', async () => {
    const sent: string[] = [];
    const lab = await snowflakeLab((session) => snowflakeOfflineStore({}, listening(session, sent)));
    try {
      const column = (name: string, type: string, value: unknown) => ({ name, type, values: [value] });
      await lab.create(
        ['t'],
        [
          column('id', 'int64', '1'),
          column('name', 'string', 'a'),
          column('event', 'timestamp[us]', '2024-01-01T00:00:00Z'),
          column('created', 'timestamp[us, UTC]', '2024-01-01T00:00:00Z'),
          column('x', 'float64', 1),
          column('b', 'bytes', 'AAE='),
        ],
      );
      const features = { x: 'float64', b: 'bytes', event: 'timestamp' } as const;
      const request = requestOf(
        lab,
        { table: ['t'], datePartitionColumn: 'event' },
        { keys: { id: 'int64', name: 'string' }, features },
      );
      const rows = Array.from({ length: 101 }, () => ({ key: [1n, 'a'], time: 1_800_000_000_000_000_000n }));
      for (const createdCutoff of [false, true]) {
        const few = asOf(request, rows.slice(0, 1), { ttl: 9e15, createdCutoff });
        for (const asked of [few, asOf(request, rows, { createdCutoff })]) await lab.store.joinAsOf(asked);
      }
      const from = { us: 0, ns: 0 };
      await lab.store.newestPerKey({ ...request, window: { from, to: { us: 1.8e15, ns: 0 }, orCreatedFrom: from } });
      const key = [keyColumn('int64', [1n]), keyColumn('string', ['a'])];
      expect((await lab.store.rowsOfKey({ ...request, key })).length).toBe(1);
    } finally {
      await lab.close();
    }
    expect(sent.map((text) => text.split(' ', 1)[0])).toEqual(
      expect.arrayContaining(['CREATE', 'INSERT', 'PUT', 'COPY', 'WITH', 'SELECT', 'DROP']),
    );
    expect(lint(sent)).toBe('');
  });

  test('the lint sees what is DuckDB’s', () => {
    expect(lint(["SELECT epoch_ns(t) FROM read_parquet('x')", 'EXPLAIN ANALYZE SELECT 1'])).toMatch(
      /EPOCH_NS[^]*READ_PARQUET[^]*not parsed/,
    );
  });
});

function listening(session: SnowflakeConnection, sent: string[]): SnowflakeConnection {
  return {
    execute: (statement) => {
      sent.push(statement.sqlText);
      return session.execute(statement);
    },
  };
}

/** What sqlglot finds in the statements that Snowflake lacks, a line each. */
function lint(statements: readonly string[]): string {
  const script = join(packageRoot(), 'lib', 'setup', 'services', 'python', 'snowflake_lint.py');
  const python = process.env['FEATLAB_TEST_SNOWFLAKE_PYTHON'] ?? 'python3';
  const { stdout, stderr } = spawnSync(python, [script], { input: statements.join(';\n'), encoding: 'utf8' });
  return (stdout + stderr).trim();
}

const FEATURES = `import { entity, featureView, snowflakeSource } from 'featlab';
export const driver = entity({ name: 'driver', joinKeys: { driver_id: 'int64' } });
const source = snowflakeSource({ name: 'lake', table: 'lake_stats', timestampField: 'seen' });
export const stats = featureView({ name: 'stats', entities: [driver], ttl: '1d', schema: { trips: 'int64' }, source });
`;

/** On an account the options would have to be written into a file. */
describe.runIf(isStandIn)('a repository over Snowflake', () => {
  let folder: string;
  let lab: SnowflakeLab;
  beforeAll(async () => {
    lab = await openLab();
    await lab.run('CREATE TABLE lake_stats (driver_id NUMBER(38,0), seen TIMESTAMP_NTZ, trips NUMBER(38,0))');
    await lab.run(`INSERT INTO lake_stats SELECT 7, CAST('2025-06-01 10:00:00' AS TIMESTAMP_NTZ), 11`);
    folder = mkdtempSync(join(tmpdir(), 'featlab-snowflake-'));
    writeFileSync(join(folder, 'features.ts'), FEATURES);
    writeFileSync(
      join(folder, 'feature_store.yaml'),
      `project: lake
offline_store:
  type: snowflake
  account: fake
  user: u
  password: \${LAB_PASSWORD}
  warehouse: w
  database: LAB
  schema: ${lab.schema}
  access_url: \${LAB_URL}
online_store: { type: sqlite, path: online.db }
`,
    );
    const rows = ['7,2025-06-01T12:00:00Z', '8,2025-06-01T12:00:00Z'];
    writeFileSync(join(folder, 'drivers.csv'), `driver_id,event_timestamp\n${rows.join('\n')}\n`);
  });
  afterAll(async () => {
    await lab.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const featlab = (args: string[], url = SNOWFLAKE_ADDRESS): Promise<CliRun> => {
    const modules = join(process.env['FEATLAB_TEST_SNOWFLAKE_CLIENTS'] ?? '', 'node_modules');
    return runCli(args, { cwd: folder, env: { NODE_PATH: modules, LAB_PASSWORD: 'p', LAB_URL: url } });
  };
  const asked = ['get-historical-features', '--entity-df', 'drivers.csv', '--features', 'stats:trips'];

  test('opens Snowflake by feature_store.yaml and the package that is installed', async () => {
    expect(await featlab(['apply'])).toMatchObject({ exit: 0, stderr: '' });
    expect(await featlab([...asked, '--out', 'out.json'])).toMatchObject({ exit: 0, stderr: '' });
    const until = ['2025-06-01T12:00:00Z', '--now', '2025-06-01T12:00:00Z', '--json'];
    const { stdout } = await featlab(['materialize-incremental', ...until]);
    expect(JSON.parse(stdout)).toMatchObject([{ view: 'stats', read: 1, written: 1 }]);
    expect(readdirSync(folder)).not.toContain('snowflake.log');
  });

  test('--explain shows the statement', async () => {
    const { exit, stdout } = await featlab([...asked, '--explain']);
    expect([exit, stdout]).toEqual([0, expect.stringMatching(/^-- stats: Snowflake\nWITH e AS/)]);
    expect(stdout).toContain('source."SEEN" >= :1 AND source."SEEN" <= :2');
  });

  test('an address where nobody answers is an error that says so', async () => {
    const { exit, stderr } = await featlab([...asked, '--out', 'out.json'], 'http://127.0.0.1:1');
    expect([exit, stderr]).toEqual([
      1,
      expect.stringMatching(/source lake: Snowflake refused \(connect ECONNREFUSED .*\)\nfix: .*feature_store\.yaml/),
    ]);
  });

  test('without the package: an error that says what to install', async () => {
    const { exit, stderr } = await runCli(asked.concat('--out', 'out.json'), {
      cwd: folder,
      env: { NODE_PATH: '', LAB_PASSWORD: 'p', LAB_URL: SNOWFLAKE_ADDRESS },
    });
    expect([exit, stderr]).toEqual([
      2,
      expect.stringMatching(
        /a snowflakeSource needs the package snowflake-sdk, which is not installed in .*\nfix: npm install snowflake-sdk/,
      ),
    ]);
  });
});

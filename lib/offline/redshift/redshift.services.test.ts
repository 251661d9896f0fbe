import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../package-root';
import { clientPackage } from '../../testing/client-packages';
import { asOf, keyColumn, requestOf, valuesOf } from '../contract/requests';
import { postgresLab } from '../contract/postgres-lab';
import type { LabPool } from '../contract/postgres-lab';
import { describeOfflineStore } from '../offline-store.contract';
import type { PostgresClient } from '../postgres/postgres-client';
import { redshiftOfflineStore } from './redshift-offline-store';
import { s3Files } from './s3-files';
import type { S3Package } from './s3-files';

const URL = process.env['FEATLAB_TEST_REDSHIFT'];
/** Redshift has no bytea; a lab on Postgres can show nothing of its VARBYTE. */
const TYPES = ['int32', 'int64', 'float32', 'float64', 'string', 'bool', 'timestamp'];

describeOfflineStore('Redshift', () =>
  postgresLab('redshift', URL, TYPES, ({ schema, pool, Query }) =>
    redshiftOfflineStore({ db_schema: schema }, { pool, Query }),
  ),
);

describe('what is sent', () => {
  test('has nothing that Redshift lacks', async () => {
    const sent: string[] = [];
    const lab = await postgresLab('redshift', URL, TYPES, ({ schema, pool, Query }) =>
      redshiftOfflineStore({ db_schema: schema }, { pool: listening(pool, sent), Query }),
    );
    try {
      const column = (name: string, type: string, value: unknown) => ({ name, type, values: [value] });
      await lab.create(
        ['t'],
        [
          column('id', 'int64', '1'),
          column('name', 'string', 'a'),
          column('event', 'timestamp[us]', '2024-01-01T00:00:00Z'),
          column('created', 'timestamp[us, UTC]', '2024-01-01T00:00:00Z'),
          column('x', 'float32', 1),
        ],
      );
      const asked = { keys: { id: 'int64', name: 'string' }, features: { x: 'float32', event: 'timestamp' } } as const;
      const request = requestOf(lab, { table: ['t'], datePartitionColumn: 'event' }, asked);
      const rows = [{ key: [1n, 'a'], time: 1_800_000_000_000_000_000n }];
      for (const createdCutoff of [false, true])
        await lab.store.joinAsOf(asOf(request, rows, { ttl: 9e15, createdCutoff }));
      const from = { us: 0, ns: 0 };
      const to = { us: 1.8e15, ns: 0 };
      await lab.store.newestPerKey({ ...request, window: { from, to, orCreatedFrom: from } });
      const key = [keyColumn('int64', [1n]), keyColumn('string', ['a'])];
      expect((await lab.store.rowsOfKey({ ...request, key })).length).toBe(1);
    } finally {
      await lab.close();
    }
    expect(sent.length).toBeGreaterThan(8);
    expect(lint(sent)).toBe('');
  });

  test('the lint sees what Redshift lacks', () => {
    expect(lint(['SELECT DISTINCT ON (a) a FROM t', 'SELECT * FROM (VALUES (1)) AS v'])).toMatch(
      /DISTINCT ON[^]*VALUES/,
    );
  });
});

describe.runIf(process.env['FEATLAB_TEST_S3'])('many entity rows go through S3', () => {
  const sdk = clientPackage('FEATLAB_TEST_S3_CLIENTS', '@aws-sdk/client-s3') as S3Package & S3Commands;
  const options = {
    endpoint: process.env['FEATLAB_TEST_S3'],
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
  };
  const lake = new sdk.S3Client(options) as S3Client;
  const s3 = s3Files(sdk, options);
  const objects = async (): Promise<string[]> => {
    const { Contents = [] } = await lake.send(new sdk.ListObjectsV2Command({ Bucket: 'lake' }));
    return Contents.map(({ Key }) => Key);
  };
  const content = async (Key: string): Promise<Buffer> => {
    const { Body } = await lake.send(new sdk.GetObjectCommand({ Bucket: 'lake', Key }));
    return gunzipSync(await Body.transformToByteArray());
  };
  const staging = { s3_staging_location: 's3://lake/rows/', iam_role: "arn:aws:iam::1:role/o'Neill" };
  beforeAll(async () => {
    await lake.send(new sdk.CreateBucketCommand({ Bucket: 'lake' }));
  });

  test('a COPY from a file of the run’s own, exact, which is removed', async () => {
    const sent: string[] = [];
    let held: string[] = [];
    const lab = await postgresLab('redshift', URL, TYPES, ({ schema, pool, Query, copyFrom }) => {
      const copying = copyingFromS3(pool, copyFrom, async (key) => {
        held = await objects();
        return content(key);
      });
      return redshiftOfflineStore({ db_schema: schema, ...staging }, { pool: listening(copying, sent), Query, s3 });
    });
    const keys = [
      ['', 0n],
      ['a', 2n ** 63n - 1n],
      ['a"b,c\n\\N', -(2n ** 63n)],
      [' ñ ', 5n],
      [null, 5n],
    ] as const;
    const values = (of: readonly (string | bigint | null)[]) => of.map((value) => value?.toString() ?? null);
    const many = <T>(of: readonly T[]): T[] => Array.from({ length: 201 }, () => of).flat();
    try {
      await lab.create(
        ['t'],
        [
          { name: 'name', type: 'string', values: values(keys.map(([name]) => name)) },
          { name: 'id', type: 'int64', values: values(keys.map(([, id]) => id)) },
          { name: 'event', type: 'timestamp[us]', values: keys.map(() => '1969-12-31T23:59:59.999999Z') },
          { name: 'n', type: 'int64', values: keys.map((_, i) => String(i)) },
        ],
      );
      const request = requestOf(
        lab,
        { table: ['t'], createdTimestampColumn: undefined },
        { keys: { name: 'string', id: 'int64' }, features: { n: 'int64' } },
      );
      for (const [time, found] of [
        [-1_000n, true],
        [-1_001n, false],
      ] as const) {
        const [column] = await lab.store.joinAsOf(asOf(request, many(keys.map((key) => ({ key, time })))));
        expect(valuesOf(column)).toEqual(many(keys.map(([name], i) => (found && name !== null ? i : null))));
      }
    } finally {
      await lab.close();
    }
    expect(held).toEqual([expect.stringMatching(/^rows\/featlab_entity_rows_[-0-9a-f]{36}\.csv\.gz$/)]);
    expect(await objects()).toEqual([]);
    const copies = sent.filter((text) => text.startsWith('COPY'));
    expect(copies[0]).toMatch(
      /^COPY featlab_entity_rows FROM 's3:\/\/lake\/rows\/featlab_entity_rows_.{36}\.csv\.gz' IAM_ROLE 'arn:aws:iam::1:role\/o''Neill' FORMAT AS CSV GZIP NULL AS '.{36}' COMPUPDATE OFF$/,
    );
    expect(lint(sent)).toBe('');
  });

  test('a COPY that is refused leaves neither file nor table', async () => {
    const lab = await postgresLab('redshift', URL, TYPES, ({ schema, pool, Query }) =>
      redshiftOfflineStore({ db_schema: schema, ...staging }, { pool, Query, s3 }),
    );
    try {
      await lab.create(['t'], [{ name: 'event', type: 'timestamp[us]', values: [] }]);
      const request = requestOf(lab, { table: ['t'], createdTimestampColumn: undefined }, { keys: {}, features: {} });
      const rows = Array.from({ length: 1_001 }, () => ({ key: [], time: 0n }));
      await expect(lab.store.joinAsOf(asOf(request, rows))).rejects.toThrow(/Redshift refused \(.+\)\nfix: /);
      expect(await lab.leftovers()).toEqual([]);
    } finally {
      await lab.close();
    }
    expect(await objects()).toEqual([]);
  });

  test('a staging location that is none of S3 is refused', () => {
    expect(() => redshiftOfflineStore({ s3_staging_location: '/mnt/rows' }, {} as never)).toThrow(
      /^s3_staging_location is \/mnt\/rows, no folder of S3\nfix: /,
    );
  });
});

/** What these tests need of the client beside what the store does. */
type S3Commands = Record<
  'CreateBucketCommand' | 'ListObjectsV2Command' | 'GetObjectCommand',
  new (input: object) => object
>;
interface S3Client {
  send(
    command: object,
  ): Promise<{ Contents?: { Key: string }[]; Body: { transformToByteArray(): Promise<Uint8Array> } }>;
}

/** A pool whose COPY reads the object in S3 as Redshift's would: by Postgres' own COPY of a CSV. */
function copyingFromS3(
  pool: LabPool,
  copyFrom: (statement: string) => Writable,
  read: (key: string) => Promise<Buffer>,
): LabPool {
  const connect = async (): Promise<PostgresClient> => {
    const client = await pool.connect();
    const asIs = (config: object): unknown => (client.query as (of: unknown) => unknown).call(client, config);
    const query = (config: { text?: string }): unknown => {
      const copy = /^COPY (\w+) FROM 's3:\/\/lake\/(.+?)' .* NULL AS '(.+?)'/.exec(config.text ?? '');
      if (!copy) return asIs(config);
      const [, table, key, none] = copy;
      return read(key).then((bytes) =>
        pipeline(
          Readable.from([bytes]),
          client.query(copyFrom(`COPY ${table} FROM STDIN (FORMAT csv, NULL '${none}')`)),
        ),
      );
    };
    return { query: query as PostgresClient['query'], release: (broken) => client.release(broken) };
  };
  return { connect, end: () => pool.end(), query: (text, values) => pool.query(text, values) };
}

/** The pool, each statement that goes through it noted. */
function listening(pool: LabPool, sent: string[]): LabPool {
  const connect = async (): Promise<PostgresClient> => {
    const client = await pool.connect();
    const note = (config: { text?: string; release?: unknown }): unknown => {
      if (config.text !== undefined) sent.push(config.text);
      return (client.query as (of: unknown) => unknown).call(client, config);
    };
    return { query: note as PostgresClient['query'], release: (broken) => client.release(broken) };
  };
  return { connect, end: () => pool.end(), query: (text, values) => pool.query(text, values) };
}

/** What sqlglot finds in the statements that Redshift lacks, a line each. */
function lint(statements: readonly string[]): string {
  const script = join(packageRoot(), 'lib', 'setup', 'services', 'python', 'redshift_lint.py');
  const input = statements.filter((text) => /^(SELECT|WITH|CREATE|INSERT|COPY)/.test(text)).join(';\n');
  const { stdout, stderr } = spawnSync(process.env['FEATLAB_TEST_SQLGLOT'] ?? 'python3', [script], {
    input,
    encoding: 'utf8',
  });
  return (stdout + stderr).trim();
}

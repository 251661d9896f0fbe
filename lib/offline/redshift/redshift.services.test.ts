import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../package-root';
import { asOf, keyColumn, requestOf } from '../contract/requests';
import { postgresLab } from '../contract/postgres-lab';
import type { LabPool } from '../contract/postgres-lab';
import { describeOfflineStore } from '../offline-store.contract';
import type { PostgresClient } from '../postgres/postgres-client';
import { redshiftOfflineStore } from './redshift-offline-store';

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
  const input = statements.filter((text) => /^(SELECT|WITH|CREATE|INSERT)/.test(text)).join(';\n');
  const { stdout, stderr } = spawnSync(process.env['FEATLAB_TEST_SQLGLOT'] ?? 'python3', [script], {
    input,
    encoding: 'utf8',
  });
  return (stdout + stderr).trim();
}

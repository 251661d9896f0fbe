import { clientPackage } from '../../testing/client-packages';
import type { TestColumn } from '../../testing/arrow-table';
import type { OfflineLab } from '../contract/offline-lab';
import { describeOfflineStore } from '../offline-store.contract';
import type { PostgresPool } from './postgres-client';
import { postgresOfflineStore } from './postgres-offline-store';
import type { OwnPostgres } from './postgres-offline-store';

const CLIENTS = 'FEATLAB_TEST_OFFLINE_CLIENTS';

interface Pg extends Pick<OwnPostgres, 'Query'> {
  readonly Pool: new (config: object) => PostgresPool & {
    query(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
  };
}

const TYPES: Readonly<Record<string, string>> = {
  int32: 'integer',
  int64: 'bigint',
  bigint: 'bigint',
  float32: 'real',
  float64: 'double precision',
  string: 'text',
  bool: 'boolean',
  bytes: 'bytea',
};

async function openLab(): Promise<OfflineLab> {
  const { Pool, Query } = clientPackage(CLIENTS, 'pg') as Pg;
  const { from } = clientPackage(CLIENTS, 'pg-copy-streams') as { from: OwnPostgres['copyFrom'] };
  const pool = new Pool({ connectionString: process.env['FEATLAB_TEST_POSTGRES'] });
  const schema = `featlab_lab_${String(process.pid)}_${String((labs += 1))}`;
  await pool.query(`CREATE SCHEMA ${schema}`);
  const named = (table: readonly string[]): string =>
    [schema, ...table].map((name) => `"${name.replaceAll('"', '""')}"`).join('.');
  return {
    engine: 'postgres',
    store: postgresOfflineStore({ db_schema: schema }, { pool, Query, copyFrom: from }),
    unit: 'us',
    types: [...Object.keys(TYPES), 'timestamp'],
    create: async (table, columns) => {
      const types = columns.map(({ name, type }) => `"${name.replaceAll('"', '""')}" ${typeOf(type)}`);
      await pool.query(`DROP TABLE IF EXISTS ${named(table)}`);
      await pool.query(`CREATE TABLE ${named(table)} (${types.join(', ')})`);
      const arrays = columns.map(({ type }, c) => `$${String(c + 1)}::${typeOf(type)}[]`).join(', ');
      await pool.query(`INSERT INTO ${named(table)} SELECT * FROM unnest(${arrays})`, columns.map(texts));
    },
    drop: async (table) => {
      await pool.query(`DROP TABLE IF EXISTS ${named(table)}`);
    },
    leftovers: async () =>
      (await pool.query("SELECT relname FROM pg_class WHERE relname = 'featlab_entity_rows'")).rows.map(({ relname }) =>
        String(relname),
      ),
    close: async () => {
      await pool.query(`DROP SCHEMA ${schema} CASCADE`);
      await pool.end();
    },
  };
}

let labs = 0;

function typeOf(type: string): string {
  if (!type.startsWith('timestamp')) return TYPES[type];
  return type === 'timestamp' || type.includes(',') ? 'timestamptz' : 'timestamp';
}

function texts({ type, values }: TestColumn): (string | null)[] {
  return values.map((value) => {
    if (value === null) return null;
    if (Object.is(value, -0)) return '-0';
    return type === 'bytes' ? `\\x${Buffer.from(value as string, 'base64').toString('hex')}` : String(value);
  });
}

describeOfflineStore('Postgres', openLab);

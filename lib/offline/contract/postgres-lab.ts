import type { Writable } from 'node:stream';
import type { TestColumn } from '../../testing/arrow-table';
import { clientPackage } from '../../testing/client-packages';
import type { PostgresPackages, PostgresPool } from '../postgres/postgres-client';
import type { OfflineStore } from '../offline-store';
import type { OfflineLab } from './offline-lab';

export interface LabPool extends PostgresPool {
  query(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}

/** What a store that speaks Postgres' protocol is opened with. */
export interface PostgresClients extends PostgresPackages {
  readonly pool: LabPool;
  readonly copyFrom: (statement: string) => Writable;
  /** Of this lab alone. */
  readonly schema: string;
}

const CLIENTS = 'FEATLAB_TEST_OFFLINE_CLIENTS';

/** A lab in a schema of its own on the server at `url`. */
export async function postgresLab(
  engine: 'postgres' | 'redshift',
  url: string | undefined,
  types: readonly string[],
  open: (clients: PostgresClients) => OfflineStore,
): Promise<OfflineLab> {
  const { Pool, Query } = clientPackage(CLIENTS, 'pg') as PostgresPackages & { Pool: new (config: object) => LabPool };
  const { from: copyFrom } = clientPackage(CLIENTS, 'pg-copy-streams') as { from: PostgresClients['copyFrom'] };
  const pool = new Pool({ connectionString: url });
  const schema = `lab_${String(process.pid)}_${String((labs += 1))}`;
  await pool.query(`CREATE SCHEMA ${schema}`);
  return {
    engine,
    store: open({ pool, Query, copyFrom, schema }),
    unit: 'us',
    types,
    create: (table, columns) => create(pool, [schema, ...table], columns),
    drop: async (table) => {
      await pool.query(`DROP TABLE IF EXISTS ${named([schema, ...table])}`);
    },
    named: (table) => table,
    leftovers: async () => {
      const { rows } = await pool.query("SELECT relname FROM pg_class WHERE relname = 'featlab_entity_rows'");
      return rows.map(({ relname }) => String(relname));
    },
    close: async () => {
      await pool.query(`DROP SCHEMA ${schema} CASCADE`);
      await pool.end();
    },
  };
}

let labs = 0;

async function create(pool: LabPool, table: readonly string[], columns: readonly TestColumn[]): Promise<void> {
  const types = columns.map(({ name, type }) => `${named([name])} ${typeOf(type)}`);
  await pool.query(`DROP TABLE IF EXISTS ${named(table)}`);
  await pool.query(`CREATE TABLE ${named(table)} (${types.join(', ')})`);
  const arrays = columns.map(({ type }, c) => `$${String(c + 1)}::${typeOf(type)}[]`).join(', ');
  await pool.query(`INSERT INTO ${named(table)} SELECT * FROM unnest(${arrays})`, columns.map(texts));
}

function named(parts: readonly string[]): string {
  return parts.map((name) => `"${name.replaceAll('"', '""')}"`).join('.');
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

function typeOf(type: string): string {
  if (!type.startsWith('timestamp')) return TYPES[type];
  return type === 'timestamp' || type.includes(',') ? 'timestamptz' : 'timestamp';
}

function texts({ type, values }: TestColumn): (string | null)[] {
  return values.map((value) => {
    if (value === null) return null;
    if (Object.is(value, -0)) return '-0';
    return type === 'bytes'
      ? `\\x${Buffer.from(value as string, 'base64').toString('hex')}`
      : (value as string | number).toString();
  });
}

import { readFileSync } from 'node:fs';

import { RepositoryError } from '../../errors';
import { loadPackage } from '../../load-package';
import type { PostgresConnection, PostgresOptions } from './postgres-options';
import { RemoteCalls, TIMEOUT_MS } from '../remote-calls';
import type { PgPool } from './postgres-client';
import { PostgresStore } from './postgres-store';
import { postgresTrouble } from './postgres-trouble';

interface PgPackage {
  readonly Pool: new (options: object) => PgPool & { on(event: 'error', listener: () => void): unknown };
}

export function openPostgres(options: PostgresOptions): PostgresStore {
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  const { client, connection } = options;
  const calls = new RemoteCalls({ place: placeOf(connection), timeoutMs, troubleOf: postgresTrouble });
  const schema = options.schema ?? 'public';
  if (client)
    return new PostgresStore(
      calls,
      () => client,
      () => Promise.resolve(),
      schema,
    );
  let pool: PgPool | undefined;
  const own = (): PgPool => (pool ??= makePool(options, connection ?? {}, timeoutMs));
  return new PostgresStore(calls, own, async () => pool?.end(), schema);
}

function placeOf({ host, port, database }: PostgresConnection = {}): string {
  if (host === undefined) return 'postgres';
  return `postgres ${host}:${String(port ?? 5432)}/${database ?? ''}`;
}

function makePool(
  { folder, maxConnections }: PostgresOptions,
  connection: PostgresConnection,
  timeoutMs: number,
): PgPool {
  const { Pool } = loadPackage('pg', 'the online store', folder) as PgPackage;
  const { connectionString, host, port, database, user, password } = connection;
  const pool = new Pool({
    ...(connectionString === undefined ? { host, port, database, user, password } : { connectionString }),
    ...(connection.sslmode === undefined || connection.sslmode === 'disable' ? {} : { ssl: tlsOptions(connection) }),
    max: maxConnections ?? 10,
    connectionTimeoutMillis: timeoutMs,
    // An answer that comes too late costs its connection, not the pool.
    query_timeout: timeoutMs,
    application_name: 'featlab',
  });
  // Idle connections that the server ends are replaced; without a listener they would end the process.
  pool.on('error', () => undefined);
  return pool;
}

/** As in libpq: `require` encrypts, `verify-ca` also demands a trusted certificate, `verify-full` also the host's name. */
function tlsOptions({ sslmode, sslrootcert, sslcert, sslkey }: PostgresConnection): object {
  return {
    rejectUnauthorized: sslmode !== 'require',
    ...(sslrootcert === undefined ? {} : { ca: pem('sslrootcert_path', sslrootcert) }),
    ...(sslcert === undefined ? {} : { cert: pem('sslcert_path', sslcert) }),
    ...(sslkey === undefined ? {} : { key: pem('sslkey_path', sslkey) }),
    ...(sslmode === 'verify-ca' ? { checkServerIdentity: () => undefined } : {}),
  };
}

function pem(option: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new RepositoryError(
      'CONFIG_INVALID',
      `online store postgres: ${option} cannot be read (${reason})`,
      'name a readable PEM file',
    );
  }
}

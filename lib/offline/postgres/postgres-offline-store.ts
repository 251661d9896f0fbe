import type { Writable } from 'node:stream';
import { loadPackage } from '../../load-package';
import type { OfflineStore } from '../offline-store';
import { createSqlStore } from '../sql/sql-store';
import { POSTGRES } from './dialect';
import type { PostgresPackages, PostgresPool } from './postgres-client';
import { postgresWarehouse } from './postgres-warehouse';
import { copyStaging } from './stage-rows';

export interface PostgresOptions {
  readonly host?: string;
  readonly port?: string;
  readonly database?: string;
  readonly user?: string;
  readonly password?: string;
  /** `disable`, the default; `require`: encrypted, whoever answers; `verify-ca`: with a trusted certificate; `verify-full`: of its host. */
  readonly sslmode?: string;
  /** The schema of tables that are named without one. */
  readonly db_schema?: string;
}

/** The user's own clients: a pool of pg, and the packages that were loaded where the user is. */
export interface OwnPostgres extends PostgresPackages {
  /** Closing the store leaves it open. */
  readonly pool: PostgresPool;
  /** `from` of pg-copy-streams. */
  readonly copyFrom: (statement: string) => Writable;
}

/**
 * The offline store over Postgres. Needs the packages pg and pg-copy-streams.
 * @param own the user's own clients in place of those that the options would make
 * @throws PackageError where a package is not installed
 */
export function postgresOfflineStore(options: PostgresOptions, own?: OwnPostgres): OfflineStore {
  const { pool, Query, copyFrom, close } = own ? { ...own, close: () => Promise.resolve() } : loaded(options);
  return createSqlStore(
    postgresWarehouse({
      dialect: POSTGRES,
      pool,
      Query,
      stage: copyStaging(copyFrom),
      text: 'TEXT',
      schema: options.db_schema,
      settings: ['SET LOCAL extra_float_digits = 3', "SET LOCAL bytea_output = 'hex'"],
      close,
    }),
  );
}

function loaded(options: PostgresOptions): OwnPostgres & { close: () => Promise<void> } {
  const why = 'a postgresSource';
  const { Query, pool } = loadedPool(options, why);
  const { from } = loadPackage('pg-copy-streams', why) as { from: OwnPostgres['copyFrom'] };
  return { Query, pool, copyFrom: from, close: () => pool.end() };
}

/** A pool of pg over these options. */
export function loadedPool(
  { host, port, database, user, password, sslmode }: PostgresOptions,
  why: string,
): PostgresPackages & { readonly pool: PostgresPool } {
  const { Pool, Query } = loadPackage('pg', why) as PostgresPackages & {
    readonly Pool: new (config: object) => PostgresPool & { on(event: 'error', listener: () => void): unknown };
  };
  const tls = {
    rejectUnauthorized: sslmode !== 'require',
    ...(sslmode === 'verify-ca' ? { checkServerIdentity: () => undefined } : {}),
  };
  const ssl = sslmode === undefined || sslmode === 'disable' ? false : tls;
  const pool = new Pool({ host, database, user, password, ssl, ...(port === undefined ? {} : { port: Number(port) }) });
  // An idle connection that the server ends is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  return { Query, pool };
}

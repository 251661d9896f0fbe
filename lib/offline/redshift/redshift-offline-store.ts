import type { OfflineStore } from '../offline-store';
import type { PostgresPackages, PostgresPool } from '../postgres/postgres-client';
import { loadedPool } from '../postgres/postgres-offline-store';
import type { PostgresOptions } from '../postgres/postgres-offline-store';
import { postgresWarehouse } from '../postgres/postgres-warehouse';
import { createSqlStore } from '../sql/sql-store';
import { REDSHIFT } from './dialect';
import { insertStaging, LONGEST } from './insert-staging';

/** As Postgres', over the same protocol. */
export type RedshiftOptions = PostgresOptions;

/** The user's own pool of pg, and the package. */
export interface OwnRedshift extends PostgresPackages {
  /** Closing the store leaves it open. */
  readonly pool: PostgresPool;
}

/**
 * The offline store over Redshift. Needs the package pg.
 * @param own the user's own client in place of the one that the options would make
 * @throws PackageError where the package is not installed
 */
export function redshiftOfflineStore(options: RedshiftOptions, own?: OwnRedshift): OfflineStore {
  const { pool, Query } = own ?? loadedPool({ port: '5439', ...options }, 'a redshiftSource');
  return createSqlStore(
    postgresWarehouse({
      dialect: REDSHIFT,
      pool,
      Query,
      stage: insertStaging,
      text: LONGEST,
      schema: options.db_schema,
      settings: ['SET LOCAL extra_float_digits = 2'],
      close: own ? () => Promise.resolve() : () => pool.end(),
    }),
  );
}

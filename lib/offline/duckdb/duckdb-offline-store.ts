import { SourceError } from '../../errors';
import { loadPackage } from '../../load-package';
import type { OfflineStore } from '../offline-store';
import { createSqlStore } from '../sql/sql-store';
import type { DuckDbApi, DuckDbInstance } from './duckdb-client';
import { duckDbWarehouse } from './duckdb-warehouse';

export interface DuckDbOptions {
  /** A database file, opened for reading alone; where absent, a database in memory, for queries over files. */
  readonly path?: string;
  readonly threads?: string;
  /** Such as `4GB`. */
  readonly memory_limit?: string;
}

/**
 * The offline store over DuckDB. Needs the package @duckdb/node-api.
 * @param own the user's own instance in place of the options; closing the store leaves it open
 * @throws PackageError where the package is not installed, SourceError where the file cannot be opened
 */
export async function duckDbOfflineStore(options: DuckDbOptions, own?: DuckDbInstance): Promise<OfflineStore> {
  const api = loadPackage('@duckdb/node-api', 'a duckDbSource') as DuckDbApi;
  if (own) return createSqlStore(duckDbWarehouse(api, own, () => undefined));
  const instance = await opened(api, options);
  return createSqlStore(duckDbWarehouse(api, instance, () => instance.closeSync()));
}

async function opened(
  api: DuckDbApi,
  { path, ...rest }: DuckDbOptions,
): ReturnType<DuckDbApi['DuckDBInstance']['create']> {
  try {
    const settings = { ...rest, ...(path === undefined ? {} : { access_mode: 'READ_ONLY' }) } as Record<string, string>;
    return await api.DuckDBInstance.create(path ?? ':memory:', settings);
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new SourceError(
      'SOURCE_UNREADABLE',
      `DuckDB cannot open ${path ?? 'a database in memory'} (${reason})`,
      'give offline_store a path to a DuckDB file that no other process is writing to',
      { cause: error },
    );
  }
}

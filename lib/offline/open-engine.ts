import type { SqlEngine } from '../definitions/table-source';
import { RepositoryError } from '../errors';
import type { OfflineStore } from './offline-store';

type Options = Readonly<Record<string, string>>;

/** Each engine's code is loaded when a source first needs it. */
const OPEN: Readonly<Record<SqlEngine, (options: Options) => Promise<OfflineStore>>> = {
  postgres: async (options) => (await import('./postgres/postgres-offline-store.js')).postgresOfflineStore(options),
  redshift: async (options) => (await import('./redshift/redshift-offline-store.js')).redshiftOfflineStore(options),
  snowflake: async (options) => (await import('./snowflake/snowflake-offline-store.js')).snowflakeOfflineStore(options),
  bigquery: async ({ dataset = '', ...options }) =>
    (await import('./bigquery/bigquery-offline-store.js')).bigQueryOfflineStore({ dataset, ...options }),
  spark: async ({ staging_location = '', ...options }) =>
    (await import('./spark/spark-offline-store.js')).sparkOfflineStore({ staging_location, ...options }),
  duckdb: async (options) => (await import('./duckdb/duckdb-offline-store.js')).duckDbOfflineStore(options),
};

/** Those that work without a word in feature_store.yaml. */
const DEFAULTS: Readonly<Partial<Record<SqlEngine, Options>>> = { duckdb: {} };

/**
 * Opens an engine by the options that feature_store.yaml has for it.
 * @param source that needs it, for the message
 * @throws RepositoryError CONFIG_INVALID where it has none
 */
export async function openEngine(
  engine: SqlEngine,
  options: Options | undefined = DEFAULTS[engine],
  source = '',
): Promise<OfflineStore> {
  if (options !== undefined) return OPEN[engine](options);
  throw new RepositoryError(
    'CONFIG_INVALID',
    `source ${source} is in ${engine}, and feature_store.yaml has no options of it`,
    `write offline_store: { type: ${engine}, … }, or engines: { ${engine}: { … } } beside another one`,
  );
}

import { bigtableOnlineStore } from './online/bigtable';
import { dynamoDbOnlineStore } from './online/dynamodb';
import type { OnlineStore } from './online/online-store';
import { postgresOnlineStore } from './online/postgres';
import { redisOnlineStore } from './online/redis';
import { sqliteOnlineStore } from './online/sqlite';
import type { OnlineStoreConfig, OnlineStoreType } from './repository/online-store-config';

/** The store that `online_store` of a configuration names. @param folder where its client is looked for first */
export function openOnlineStore(config: OnlineStoreConfig, folder: string): OnlineStore {
  const open = OPENERS[config.type] as (config: OnlineStoreConfig, folder: string) => OnlineStore;
  return open(config, folder);
}

const OPENERS: {
  readonly [T in OnlineStoreType]: (config: Extract<OnlineStoreConfig, { type: T }>, folder: string) => OnlineStore;
} = {
  sqlite: ({ path }) => sqliteOnlineStore({ path }),
  redis: (config, folder) =>
    redisOnlineStore({
      connectionString: config.connection_string,
      cluster: config.redis_type === 'redis_cluster',
      keyTtlSeconds: config.key_ttl_seconds,
      timeoutMs: config.timeout_ms,
      folder,
    }),
  postgres: (config, folder) =>
    postgresOnlineStore({
      connection: {
        host: config.host,
        port: config.port,
        database: config.database,
        user: config.user,
        password: config.password,
        sslmode: config.sslmode,
        sslrootcert: config.sslrootcert_path,
        sslcert: config.sslcert_path,
        sslkey: config.sslkey_path,
      },
      schema: config.db_schema,
      maxConnections: config.max_conn,
      timeoutMs: config.timeout_ms,
      folder,
    }),
  dynamodb: (config, folder) =>
    dynamoDbOnlineStore({
      region: config.region,
      endpoint: config.endpoint_url,
      tableNameTemplate: config.table_name_template,
      consistentReads: config.consistent_reads,
      tags: config.tags,
      keyTtlSeconds: config.key_ttl_seconds,
      timeoutMs: config.timeout_ms,
      folder,
    }),
  bigtable: (config, folder) =>
    bigtableOnlineStore({
      instance: config.instance,
      projectId: config.project_id,
      appProfile: config.app_profile,
      table: config.table,
      keyTtlSeconds: config.key_ttl_seconds,
      timeoutMs: config.timeout_ms,
      folder,
    }),
};

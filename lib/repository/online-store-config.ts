import { checkKeys, mappingOf, oneOf } from './config-fields';
import type { Fields } from './config-fields';
import { choice, flag, path, pathOr, required, text, textOr, texts, whole } from './option-readers';
import type { OptionReaders } from './option-readers';

/** What `online_store` of feature_store.yaml says, checked: options by Feast's names, paths absolute. */
export type OnlineStoreConfig = SqliteConfig | RedisConfig | PostgresConfig | DynamoDbConfig | BigtableConfig;

export type OnlineStoreType = OnlineStoreConfig['type'];

/** `online_store` as it may be written: whatever has a default, or is not needed, may be left out. */
export type OnlineStoreFields = {
  [T in OnlineStoreType]: { readonly type: T } & Partial<Omit<Extract<OnlineStoreConfig, { type: T }>, 'type'>>;
}[OnlineStoreType];

interface SqliteConfig {
  readonly type: 'sqlite';
  /** `data/online_store.db` by default. */
  readonly path: string;
}

/** What every store behind a network has. */
interface RemoteConfig {
  /** How long one answer may take: 5,000 by default. */
  readonly timeout_ms: number | undefined;
}

interface RedisConfig extends RemoteConfig {
  readonly type: 'redis';
  /** `localhost:6379` by default; `host:port,ssl=true,username=…,password=…,db=0`, or a URL. */
  readonly connection_string: string;
  readonly redis_type: 'redis' | 'redis_cluster';
  /** Seconds after which Redis deletes a row; never by default. */
  readonly key_ttl_seconds: number | undefined;
}

interface PostgresConfig extends RemoteConfig {
  readonly type: 'postgres';
  readonly host: string;
  /** 5432 by default. */
  readonly port: number | undefined;
  readonly database: string;
  /** `public` by default. */
  readonly db_schema: string;
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly sslmode: 'disable' | 'require' | 'verify-ca' | 'verify-full';
  readonly sslkey_path: string | undefined;
  readonly sslcert_path: string | undefined;
  readonly sslrootcert_path: string | undefined;
  /** Connections at a time: 10 by default. */
  readonly max_conn: number | undefined;
}

interface DynamoDbConfig extends RemoteConfig {
  readonly type: 'dynamodb';
  readonly region: string | undefined;
  readonly endpoint_url: string | undefined;
  /** `{project}.{table_name}` by default. */
  readonly table_name_template: string;
  /** Reads what was written a moment ago, at twice the cost; false by default. */
  readonly consistent_reads: boolean | undefined;
  /** Of the tables that are made. */
  readonly tags: Readonly<Record<string, string>> | undefined;
  /** Seconds after which DynamoDB may delete a row; never by default. */
  readonly key_ttl_seconds: number | undefined;
}

interface BigtableConfig extends RemoteConfig {
  readonly type: 'bigtable';
  /** The client's own by default. */
  readonly project_id: string | undefined;
  readonly instance: string;
  /** `featlab` by default. */
  readonly table: string;
  readonly app_profile: string | undefined;
  /** Seconds after which Bigtable may delete a row; never by default. */
  readonly key_ttl_seconds: number | undefined;
}

/** Every `type` of online store, with its options. */
const STORES: { readonly [T in OnlineStoreType]: OptionReaders<Extract<OnlineStoreConfig, { type: T }>> } = {
  sqlite: { path: pathOr('data/online_store.db') },
  redis: {
    connection_string: textOr('localhost:6379'),
    redis_type: choice('redis', 'redis_cluster'),
    key_ttl_seconds: whole(1),
    timeout_ms: whole(1),
  },
  postgres: {
    host: textOr('localhost'),
    port: whole(1),
    database: textOr('postgres'),
    db_schema: textOr('public'),
    user: text,
    password: text,
    sslmode: choice('disable', 'require', 'verify-ca', 'verify-full'),
    sslkey_path: path,
    sslcert_path: path,
    sslrootcert_path: path,
    max_conn: whole(1),
    timeout_ms: whole(1),
  },
  dynamodb: {
    region: text,
    endpoint_url: text,
    table_name_template: textOr('{project}.{table_name}'),
    consistent_reads: flag,
    tags: texts,
    key_ttl_seconds: whole(1),
    timeout_ms: whole(1),
  },
  bigtable: {
    project_id: text,
    instance: required,
    table: textOr('featlab'),
    app_profile: text,
    key_ttl_seconds: whole(1),
    timeout_ms: whole(1),
  },
};

const TYPES = Object.keys(STORES) as [OnlineStoreType, ...OnlineStoreType[]];

/**
 * @param folder what paths are relative to
 * @throws RepositoryError CONFIG_INVALID for an unknown type or option, with the near names
 */
export function onlineStoreConfig(fields: Fields, folder: string): OnlineStoreConfig {
  const store = mappingOf(fields, 'online_store', '{ type: sqlite, path: data/online_store.db }');
  const type = oneOf(store, 'type', 'online store type', TYPES);
  const readers = Object.entries(STORES[type]);
  checkKeys(store, ` in online_store of type ${type}`, ['type', ...readers.map(([key]) => key)]);
  const options = readers.map(([key, read]) => [key, read(store, key, `the ${type} online store`, folder) as unknown]);
  return { type, ...Object.fromEntries(options) } as OnlineStoreConfig;
}

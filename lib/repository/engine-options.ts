import { TABLE_KINDS } from '../definitions/table-source';
import type { SqlEngine } from '../definitions/table-source';
import { checkKeys, invalid, mappingOf, oneOf } from './config-fields';
import type { Fields } from './config-fields';
import { choice, path, text, whole } from './option-readers';
import type { OptionReader } from './option-readers';

/** What `offline_store` or `engines:` says of an engine: its options, checked, as text; paths absolute. */
export type EngineOptions = Readonly<Record<string, string>>;

interface Known {
  readonly required: readonly string[];
  /** The others, and those of the required that are no mere text. */
  readonly readers: Readonly<Record<string, OptionReader<string | number | undefined>>>;
}

const SERVER = {
  port: whole(1),
  password: text,
  sslmode: choice('disable', 'require', 'verify-ca', 'verify-full'),
  db_schema: text,
};

const OPTIONS: Readonly<Record<SqlEngine, Known>> = {
  duckdb: { required: [], readers: { path, threads: whole(1), memory_limit: text } },
  postgres: { required: ['host', 'database', 'user'], readers: SERVER },
  redshift: {
    required: ['host', 'database', 'user'],
    readers: { ...SERVER, s3_staging_location: text, iam_role: text, region: text },
  },
  snowflake: {
    required: ['account', 'user', 'warehouse', 'database'],
    readers: {
      password: text,
      authenticator: text,
      token: text,
      private_key: path,
      private_key_content: text,
      private_key_passphrase: text,
      role: text,
      schema: text,
      access_url: text,
    },
  },
  bigquery: { required: ['project_id', 'dataset'], readers: { location: text, billing_project_id: text } },
  spark: {
    required: ['host', 'staging_location'],
    readers: {
      staging_location: path,
      port: whole(1),
      user: text,
      password: text,
      database: text,
      staging_uri: text,
    },
  },
};

/** The engines that join by SQL, in the order in which messages list them. */
export const SQL_ENGINES: readonly SqlEngine[] = Object.keys(TABLE_KINDS) as SqlEngine[];

/** What `offline_store.type` may be. */
export type OfflineType = 'file' | SqlEngine;

/** The options of every engine that the configuration names: the default one's in `offline_store`, others' by type. */
export function engineOptionsIn(config: Fields, folder: string): Readonly<Partial<Record<SqlEngine, EngineOptions>>> {
  const store = mappingOf(config, 'offline_store', '{ type: file }');
  const type = oneOf(store, 'type', 'offline store type', ['file', ...SQL_ENGINES]);
  const own = new Map([...store].filter(([key]) => key !== 'type'));
  const others = mappingOf(config, 'engines', '{ duckdb: { path: data/warehouse.duckdb } }');
  checkKeys(others, ' in engines', SQL_ENGINES);
  if (type === 'file') checkKeys(store, ' in offline_store', ['type']);
  else if (others.has(type)) {
    throw invalid(
      `${others.get(type)?.place ?? ''}: engines has ${type}, which offline_store is already`,
      'write its options in one of the two places',
    );
  }
  const engines: Partial<Record<SqlEngine, EngineOptions>> = {};
  if (type !== 'file') engines[type] = optionsOf(type, own, 'offline_store', store.get('type')?.place ?? '', folder);
  for (const engine of [...others.keys()] as SqlEngine[]) {
    const fields = mappingOf(others, engine, '{ … }');
    engines[engine] = optionsOf(engine, fields, `engines.${engine}`, others.get(engine)?.place ?? '', folder);
  }
  return engines;
}

function optionsOf(engine: SqlEngine, fields: Fields, owner: string, place: string, folder: string): EngineOptions {
  const { required, readers } = OPTIONS[engine];
  checkKeys(fields, ` in ${owner}`, [...new Set([...required, ...Object.keys(readers)])]);
  const missing = required.filter((key) => !fields.has(key));
  if (missing.length > 0) {
    throw invalid(
      `${place}: ${owner} (${engine}) has no ${missing.join(', no ')}`,
      `add ${missing.map((key) => `${key}: …`).join(' and ')}; secrets as \${NAME}, from the environment`,
    );
  }
  const read = (key: string): string => String((readers[key] ?? text)(fields, key, owner, folder) ?? '');
  return Object.freeze(Object.fromEntries([...fields.keys()].map((key) => [key, read(key)])));
}

import { resolve } from 'node:path';

import { TABLE_KINDS } from '../definitions/table-source';
import type { SqlEngine } from '../definitions/table-source';
import { checkKeys, invalid, mappingOf, oneOf, textOf } from './config-fields';
import type { Fields } from './config-fields';

/** What `offline_store` or `engines:` says of an engine: its options as text, paths absolute. */
export type EngineOptions = Readonly<Record<string, string>>;

interface Known {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Those of them that are files. */
  readonly paths?: readonly string[];
}

const SERVER = ['port', 'password', 'sslmode', 'db_schema'] as const;

const OPTIONS: Readonly<Record<SqlEngine, Known>> = {
  duckdb: { required: [], optional: ['path', 'threads', 'memory_limit'], paths: ['path'] },
  postgres: { required: ['host', 'database', 'user'], optional: SERVER },
  redshift: {
    required: ['host', 'database', 'user'],
    optional: [...SERVER, 's3_staging_location', 'iam_role', 'region'],
  },
  snowflake: {
    required: ['account', 'user', 'warehouse', 'database'],
    optional: [
      ...['password', 'authenticator', 'token', 'private_key', 'private_key_content', 'private_key_passphrase'],
      ...['role', 'schema', 'access_url'],
    ],
    paths: ['private_key'],
  },
  bigquery: { required: ['project_id', 'dataset'], optional: ['location', 'billing_project_id'] },
  spark: {
    required: ['host', 'staging_location'],
    optional: ['port', 'user', 'password', 'database', 'staging_uri'],
    paths: ['staging_location'],
  },
};

/** The engines that join by SQL, in the order in which messages list them. */
export const SQL_ENGINES: readonly SqlEngine[] = Object.keys(TABLE_KINDS) as SqlEngine[];

/** What `offline_store.type` may be. */
export type OfflineType = 'file' | SqlEngine;

/** The options of every engine that the configuration names: the default one's in `offline_store`, others' by type. */
export function engineOptionsIn(
  config: Fields,
  folder: string,
): { readonly type: OfflineType; readonly engines: Readonly<Partial<Record<SqlEngine, EngineOptions>>> } {
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
  return { type, engines };
}

function optionsOf(engine: SqlEngine, fields: Fields, owner: string, place: string, folder: string): EngineOptions {
  const { required, optional, paths = [] } = OPTIONS[engine];
  checkKeys(fields, ` in ${owner}`, [...required, ...optional]);
  const missing = required.filter((key) => !fields.has(key));
  if (missing.length > 0) {
    throw invalid(
      `${place}: ${owner} (${engine}) has no ${missing.join(', no ')}`,
      `add ${missing.map((key) => `${key}: …`).join(' and ')}; secrets as \${NAME}, from the environment`,
    );
  }
  return Object.freeze(
    Object.fromEntries(
      [...fields.keys()].map((key) => {
        const text = textOf(fields, key, '');
        return [key, paths.includes(key) ? resolve(folder, text) : text];
      }),
    ),
  );
}

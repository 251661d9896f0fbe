import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { SqlEngine } from '../definitions/table-source';
import { checkKeys, invalid, oneOf, pathOf, textOf } from './config-fields';
import type { Fields } from './config-fields';
import { engineOptionsIn } from './engine-options';
import type { EngineOptions, OfflineType } from './engine-options';
import { expandVariables } from './expand-variables';
import type { Variables } from './expand-variables';
import { CONFIG_FILE } from './find-repository';
import { objectFields } from './object-fields';
import { onlineStoreConfig } from './online-store-config';
import type { OnlineStoreConfig, OnlineStoreFields } from './online-store-config';
import { isProjectName, PROJECT_NAME_RULE } from './project-name';
import { yamlFields } from './yaml-fields';

/** What feature_store.yaml says, checked, with `${NAME}` expanded and paths absolute. */
export interface RepositoryConfig {
  /** The repository's folder, absolute: what sources' paths are relative to. */
  readonly folder: string;
  readonly project: string;
  /** The registry's file, absolute. */
  readonly registry: string;
  /** Options of the engines that are no files, `offline_store`'s own among them. */
  readonly engines: Readonly<Partial<Record<SqlEngine, EngineOptions>>>;
  readonly onlineStore: OnlineStoreConfig;
}

/** The fields of feature_store.yaml, for a store without such a file. */
export interface ConfigFields {
  readonly project: string;
  /** A SQLite file; `data/registry.db` where absent. */
  readonly registry?: string;
  readonly provider?: 'local';
  /** The default engine and its options. */
  readonly offline_store?: { readonly type: OfflineType; readonly [option: string]: string };
  /** Other engines' options by type, where sources of several kinds are used. */
  readonly engines?: Readonly<Partial<Record<SqlEngine, EngineOptions>>>;
  /** SQLite in `data/online_store.db` where absent. */
  readonly online_store?: OnlineStoreFields;
}

/**
 * The configuration of the repository in `folder`. Paths in it are relative to that folder.
 * @param variables values of `${NAME}`, asked before the environment
 * @throws RepositoryError CONFIG_INVALID with the line of what is wrong
 */
export function readConfig(folder: string, variables?: Variables): RepositoryConfig {
  return validated(yamlFields(readText(folder)), folder, variables);
}

/**
 * The configuration of a store without a feature_store.yaml. Paths in it are relative to the current folder.
 * @throws RepositoryError CONFIG_INVALID naming what is wrong
 */
export function createConfig(fields: ConfigFields, variables?: Variables): RepositoryConfig {
  return validated(objectFields(fields, OBJECT), '.', variables);
}

/** What a message calls the fields that were given as an object. */
const OBJECT = 'configuration';

function readText(folder: string): string {
  try {
    return readFileSync(join(folder, CONFIG_FILE), 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw invalid(`${CONFIG_FILE} cannot be read (${reason})`, `make it a readable text file in ${resolve(folder)}`);
  }
}

function validated(fields: Fields, folder: string, variables: Variables | undefined): RepositoryConfig {
  checkKeys(fields, '', ['project', 'registry', 'provider', 'offline_store', 'engines', 'online_store']);
  const config = expanded(fields, variables);
  oneOf(config, 'provider', 'provider', ['local']);
  const result = {
    folder: resolve(folder),
    project: projectOf(config),
    registry: pathOf(config, 'registry', folder, 'data/registry.db'),
    engines: engineOptionsIn(config, folder),
    onlineStore: onlineStoreConfig(config, folder),
  };
  if (result.onlineStore.type !== 'sqlite' || result.registry !== result.onlineStore.path) return result;
  const written = textOf(fields, 'registry', 'data/registry.db');
  throw invalid(`${CONFIG_FILE}: registry and online_store are the same file ${written}`, 'give them two files');
}

/** Every text expanded, mappings included. */
function expanded(fields: Fields, variables: Variables | undefined): Fields {
  return new Map(
    [...fields].map(([key, { place, value }]) => {
      const text = typeof value === 'string' ? expandVariables(value, variables, `${place}: ${key}`) : value;
      return [key, { place, value: text instanceof Map ? expanded(text, variables) : text }];
    }),
  );
}

function projectOf(fields: Fields): string {
  const project = textOf(fields, 'project');
  if (project === undefined) throw invalid(`${CONFIG_FILE} has no project`, 'add a line such as project: driver_repo');
  if (isProjectName(project)) return project;
  throw invalid(
    `${fields.get('project')?.place ?? ''}: ${JSON.stringify(project)} is no project's name`,
    PROJECT_NAME_RULE,
  );
}

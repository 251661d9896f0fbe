import { createConfig, readConfig } from './repository/config';
import type { ConfigFields, RepositoryConfig } from './repository/config';
import { checkDefinitionList, collectDefinitions, collectExports } from './repository/collect-definitions';
import { expandVariables } from './repository/expand-variables';
import type { Variables } from './repository/expand-variables';
import { findRepository } from './repository/find-repository';
import { loadDefinitions } from './repository/load-definitions';
import type { OnlineStoreFields } from './repository/online-store-config';
import { openRegistry } from './repository/registry';
import { toClock } from './time/clock';
import type { NowInput } from './time/clock';
import type { Definition } from './definitions/definition';
import type { FileSource } from './definitions/file-source';
import { DefinitionError, InputError } from './errors';
import { demandObject } from './object-argument';
import type { SqlEngine } from './definitions/table-source';
import type { Definitions } from './infer';
import { withDerived } from './offline/derived';
import { filesInDuckDb } from './offline/duckdb/files-in-duckdb';
import { createFileStore } from './offline/file/file-store';
import { sourceFiles } from './offline/file/source-files';
import type { OfflineStore } from './offline/offline-store';
import { openEngine } from './offline/open-engine';
import { createRoutedStore } from './offline/routed-store';
import type { OnlineStore } from './online/online-store';
import { openOnlineStore } from './open-online-store';
import { FeatureStore } from './store';
import type { TypedFeatureStore } from './typed-feature-store';

export interface OpenOptions {
  /** The store's clock: a time at which it stands, or a function asked at each use. Default: the machine's. */
  readonly now?: NowInput | undefined;
  /** Values of `${NAME}` in feature_store.yaml and in sources' paths, asked before the environment. */
  readonly variables?: Variables | undefined;
  /** Offline stores of the caller's own clients, by type; they go before the options of feature_store.yaml. */
  readonly offlineStores?: OwnStores | undefined;
  /**
   * Who joins the rows of file sources into training sets: featlab itself (`file`, the default), or DuckDB (package
   * @duckdb/node-api), which knows no order of rows: among full ties any one whole row wins there.
   */
  readonly engine?: FileEngine | undefined;
}

const OPEN_OPTIONS = ['now', 'variables', 'offlineStores', 'engine', 'definitions'];

export type FileEngine = 'file' | 'duckdb';

export type OwnStores = Readonly<Partial<Record<SqlEngine, OfflineStore>>>;

/**
 * The feature store of a repository; with `definitions` one that knows their names and types: references are
 * completed and checked, and rows typed.
 * @param folder the folder with feature_store.yaml; without `definitions`, `apply()` reads features.ts beside it
 * @throws RepositoryError where there is none, or where it is broken
 */
export function openFeatureStore<const D extends Definitions>(
  folder: string,
  options: OpenOptions & { readonly definitions: D },
): Promise<TypedFeatureStore<D>>;
export function openFeatureStore(folder: string, options?: OpenOptions): Promise<FeatureStore>;
export async function openFeatureStore(
  folder: string,
  options: OpenOptions & { readonly definitions?: Definitions } = {},
): Promise<object> {
  demandFolder(folder);
  demandObject(options, 'options', "openFeatureStore('driver_repo', { now: '2025-01-31T10:00:00Z' })", OPEN_OPTIONS);
  const config = readConfig(findRepository(folder), options.variables);
  const { definitions } = options;
  return storeOf(config, options, definitions ? () => collected(definitions) : () => loadDefinitions(config.folder));
}

/** The fields of feature_store.yaml, or in the place of `online_store` a store, such as one with your own client. */
export interface CreateFields extends Omit<ConfigFields, 'online_store'> {
  readonly online_store?: OnlineStoreFields | OnlineStore;
}

/** A feature store without a feature_store.yaml: its fields, and the definitions. Paths start at the current folder. */
export function createFeatureStore<const D extends Definitions>(
  fields: CreateFields & OpenOptions & { readonly definitions: D },
): TypedFeatureStore<D> {
  demandObject(
    fields,
    'the fields',
    "createFeatureStore({ project: 'lab', registry: 'registry.db', definitions: [] })",
  );
  const { definitions, now, variables, offlineStores, engine, online_store: online, ...rest } = fields;
  const given = online !== undefined && 'read' in online ? online : undefined;
  const config = createConfig({ ...rest, ...(given ? {} : { online_store: online }) } as ConfigFields, variables);
  const store: unknown = storeOf(
    config,
    { now, variables, offlineStores, engine },
    () => collected(definitions),
    given,
  );
  return store as TypedFeatureStore<D>;
}

function demandEngine(engine: string): void {
  if (engine === 'file' || engine === 'duckdb') return;
  throw new InputError('INPUT_INVALID', `engine ${engine} joins no file sources`, "use 'file' or 'duckdb'");
}

function joinedByDuckDb(
  files: OfflineStore,
  filesOf: (source: FileSource) => readonly { readonly path: string }[],
): OfflineStore {
  return filesInDuckDb(
    files,
    () => openEngine('duckdb', {}),
    (source) => filesOf(source).map(({ path }) => path),
  );
}

function demandFolder(folder: unknown): void {
  if (typeof folder === 'string') return;
  const given = folder === undefined ? 'no folder' : `${JSON.stringify(folder) ?? typeof folder} for a folder`;
  throw new InputError(
    'INPUT_INVALID',
    `openFeatureStore was given ${given}`,
    "name the folder with feature_store.yaml: openFeatureStore('driver_repo')",
  );
}

/** @throws DefinitionError where some would be left out without a word: apply deletes what is not there */
async function collected(definitions: unknown): Promise<Definition[]> {
  if (Array.isArray(definitions)) return collectDefinitions(checkDefinitionList(definitions));
  const found =
    typeof definitions === 'object' && definitions !== null ? collectExports(definitions, 'definition') : [];
  if (found.length > 0) return found;
  throw new DefinitionError(
    'DEFINITIONS_INVALID',
    'definitions holds no definition',
    'pass what entity, fileSource, featureView, … answered: definitions: { driver, driverStats }',
  );
}

function storeOf(
  config: RepositoryConfig,
  { now, variables, offlineStores = {}, engine = 'file' }: OpenOptions,
  definitions: () => Promise<Definition[]>,
  online?: OnlineStore,
): FeatureStore {
  demandEngine(engine);
  const { folder } = config;
  const expand = (text: string, source: string): string => expandVariables(text, variables, `source ${source}: path`);
  const files = createFileStore({ folder, expand });
  const offline = createRoutedStore(
    engine === 'duckdb' ? joinedByDuckDb(files, (source) => sourceFiles(source, folder, expand)) : files,
    async (engine, source) => offlineStores[engine] ?? openEngine(engine, config.engines[engine], source.name),
  );
  return new FeatureStore({
    project: config.project,
    offline: withDerived(offline),
    online: online ?? openOnlineStore(config.onlineStore, config.folder),
    registry: openRegistry(config.registry, config.project),
    clock: toClock(now),
    readParquet: (path) => files.readTable(path),
    definitions,
  });
}

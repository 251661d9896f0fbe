import type { DataSource } from '../definitions/data-source';
import { engineOf } from '../definitions/table-source';
import type { SqlEngine } from '../definitions/table-source';
import { InputError } from '../errors';
import type { OfflineStore } from './offline-store';

/**
 * One offline store over several: each source goes to the one of its kind. A database's is opened when the first of
 * its sources is asked for.
 * @param open called once for each engine, and again after a failure
 */
export function createRoutedStore(
  files: OfflineStore,
  open: (engine: SqlEngine, source: DataSource) => Promise<OfflineStore>,
): OfflineStore {
  const opened = new Map<SqlEngine, Promise<OfflineStore>>();
  const storeOf = (source: DataSource): OfflineStore | Promise<OfflineStore> => {
    if (source.kind === 'fileSource') return files;
    const engine = engineOf(source.kind);
    const store = opened.get(engine) ?? open(engine, source);
    opened.set(engine, store);
    store.catch(() => opened.delete(engine));
    return store;
  };
  return {
    describe: async (source) => (await storeOf(source)).describe(source),
    check: async (request) => (await storeOf(request.source)).check(request),
    joinAsOf: async (request) => (await storeOf(request.source)).joinAsOf(request),
    planAsOf: async (request) => {
      const store = await storeOf(request.source);
      return store.planAsOf?.(request);
    },
    newestPerKey: async (request) => (await storeOf(request.source)).newestPerKey(request),
    rowsOfKey: async (request) => (await storeOf(request.source)).rowsOfKey(request),
    append: async (source, columns) => {
      const store = await storeOf(source);
      if (store.append) return store.append(source, columns);
      throw new InputError('INPUT_INVALID', `source ${source.name} takes no pushed rows`, "push with to: 'online'");
    },
    filesOf: async (source) => (source.kind === 'fileSource' ? (files.filesOf?.(source) ?? []) : []),
    wouldRead: async (file, source) => source.kind === 'fileSource' && (await files.wouldRead?.(file, source)) === true,
    close: async () => {
      const stores = await Promise.allSettled(opened.values());
      const databases = stores.flatMap((store) => (store.status === 'fulfilled' ? [store.value] : []));
      await Promise.all([files, ...databases].map((store) => store.close()));
    },
  };
}

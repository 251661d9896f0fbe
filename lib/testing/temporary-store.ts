import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { OnlineStore } from '../online/online-store';
import { createFeatureStore } from '../open-store';
import type { FeatureStore } from '../store';
import type { TimeInput } from '../time/time';
import type { TestColumn } from './arrow-table';
import { writeParquet } from './write-parquet';
import type { WriteParquetOptions } from './write-parquet';

/** A feature store in a folder of its own, for a test file. */
export interface TemporaryStore {
  readonly folder: string;
  readonly store: FeatureStore;
  /** The store's clock stands here; at first at 2024-01-10. */
  now: TimeInput;
  path(file: string): string;
  /** Writes a Parquet file into the folder; answers its path. */
  write(file: string, columns: readonly TestColumn[], options?: WriteParquetOptions): Promise<string>;
  /** Another store over the same folder; the caller closes it. */
  reopen(): FeatureStore;
  /** Closes the store and removes the folder. */
  remove(): Promise<void>;
}

/** @param online in the place of a SQLite file; closed with the store */
export function temporaryStore(online?: () => OnlineStore): TemporaryStore {
  const folder = mkdtempSync(join(tmpdir(), 'featlab-store-'));
  const path = (file: string): string => join(folder, file);
  // Definitions come with each test's apply, so that nothing is known of their types here.
  const open = (): FeatureStore => {
    const store: unknown = createFeatureStore({
      project: 'lab',
      registry: path('registry.db'),
      online_store: online?.() ?? { type: 'sqlite', path: path('online_store.db') },
      definitions: [],
      now: () => temporary.now,
    });
    return store as FeatureStore;
  };
  const temporary: TemporaryStore = {
    folder,
    store: open(),
    now: '2024-01-10T00:00:00Z',
    path,
    write: async (file, columns, options) => {
      await writeParquet(path(file), columns, options);
      return path(file);
    },
    reopen: open,
    remove: async () => {
      await temporary.store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return temporary;
}

import { LazyOnlineStore } from './lazy-online-store';
import type { OnlineStore } from './online-store';
import type { BigtableOptions } from './bigtable/bigtable-options';

export type { BigtableOptions } from './bigtable/bigtable-options';

/** Rows in Bigtable: one table, a row for each entity of each view (lib/online/README.md shows one). */
export function bigtableOnlineStore(options: BigtableOptions): OnlineStore {
  return new LazyOnlineStore(async () => {
    const { openBigtable } = await import('./bigtable/open-bigtable.js');
    return openBigtable(options);
  });
}

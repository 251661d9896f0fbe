import type { NowInput } from '../clock';
import type { BigtableClient } from './bigtable/bigtable-client';
import { LazyOnlineStore } from './lazy-online-store';
import type { OnlineStore } from './online-store';

export interface BigtableOptions {
  /** Your own `Bigtable` of the package `@google-cloud/bigtable`. It stays yours to close. */
  readonly client?: BigtableClient;
  readonly instance: string;
  /** Of a client of featlab's own, as is `appProfile`; absent: the client's default. Credentials are the client's too. */
  readonly projectId?: string | undefined;
  readonly appProfile?: string | undefined;
  /** `featlab` where absent. One table serves any number of projects. */
  readonly table?: string | undefined;
  /** Seconds after its writing in which Bigtable may delete a row, and it is not read any more. Absent: never. */
  readonly keyTtlSeconds?: number | undefined;
  /** How long one answer may take: 5,000 where absent. */
  readonly timeoutMs?: number | undefined;
  /** The clock of `keyTtlSeconds`; the machine's where absent. */
  readonly now?: NowInput | undefined;
  /** Where the package is looked for first; the current folder where absent. */
  readonly folder?: string;
}

/** Rows in Bigtable: one table, a row for each entity of each view (lib/online/README.md shows one). */
export function bigtableOnlineStore(options: BigtableOptions): Required<OnlineStore> {
  return new LazyOnlineStore(async () => {
    const { openBigtable } = await import('./bigtable/open-bigtable.js');
    return openBigtable(options);
  });
}

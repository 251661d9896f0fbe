import type { NowInput } from '../../time/clock';
import type { BigtableClient } from './bigtable-client';

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

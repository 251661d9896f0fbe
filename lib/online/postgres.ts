import { InputError } from '../errors';
import { LazyOnlineStore } from './lazy-online-store';
import type { OnlineStore } from './online-store';
import type { PostgresOptions } from './postgres/postgres-options';

export type { PostgresConnection, PostgresOptions } from './postgres/postgres-options';

/**
 * Rows in Postgres 11 or newer: a table for each view (lib/online/README.md shows one).
 * @throws InputError for options that do not go together
 */
export function postgresOnlineStore(options: PostgresOptions): OnlineStore {
  if ((options.client === undefined) === (options.connection === undefined)) {
    throw new InputError('INPUT_INVALID', 'postgresOnlineStore takes a client or a connection', 'pass one of them');
  }
  return new LazyOnlineStore(async () => {
    const { openPostgres } = await import('./postgres/open-postgres.js');
    return openPostgres(options);
  });
}

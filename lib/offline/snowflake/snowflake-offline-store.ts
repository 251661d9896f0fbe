import { loadPackage } from '../../load-package';
import type { OfflineStore } from '../offline-store';
import { createSqlStore } from '../sql/sql-store';
import type { SnowflakeConnection, SnowflakePackage } from './snowflake-client';
import type { SnowflakeOptions } from './snowflake-options';
import { snowflakeSession } from './snowflake-session';
import { snowflakeWarehouse } from './snowflake-warehouse';

/**
 * The offline store over Snowflake. Needs the package snowflake-sdk.
 * @param own the user's own open connection in place of the one that the options would open; closing the store leaves it
 * @throws PackageError where the package is not installed
 */
export function snowflakeOfflineStore(options: SnowflakeOptions, own?: SnowflakeConnection): OfflineStore {
  if (own)
    return createSqlStore(
      snowflakeWarehouse(
        () => Promise.resolve(own),
        () => Promise.resolve(),
      ),
    );
  const sdk = loadPackage('snowflake-sdk', 'a snowflakeSource') as SnowflakePackage;
  const { session, close } = snowflakeSession(sdk, options);
  return createSqlStore(snowflakeWarehouse(session, close));
}

import { loadPackage } from '../../load-package';
import type { OfflineStore } from '../offline-store';
import { createSqlStore } from '../sql/sql-store';
import { hiveClient } from './hive-client';
import type { HiveDriver } from './hive-driver';
import type { SparkClient } from './spark-client';
import { sparkWarehouse } from './spark-warehouse';
import { sharedFolder } from './staging';

export interface SparkOptions {
  /** Of the Thrift server; 10000 where absent. */
  readonly host?: string;
  readonly port?: string;
  readonly user?: string;
  readonly password?: string;
  /** Where tables without one are looked for; the session's own where absent. */
  readonly database?: string;
  /** A folder that this machine and Spark's have in common, through which rows go both ways. */
  readonly staging_location: string;
  /** The same folder as Spark names it, where that is not `file://` and its path. */
  readonly staging_uri?: string;
}

/**
 * The offline store over Spark, through its Thrift server. Needs the package hive-driver.
 * @param own the user's own client in place of the one that the options would make; its sessions' time zone is UTC
 * @throws PackageError where the package is not installed
 */
export function sparkOfflineStore(options: SparkOptions, own?: SparkClient): OfflineStore {
  const staging = sharedFolder(options.staging_location, options.staging_uri);
  return createSqlStore(sparkWarehouse(own ? inUtc(own) : loadedClient(options), staging, options.database));
}

function loadedClient({
  host = 'localhost',
  port = '10000',
  user = 'featlab',
  password = '',
}: SparkOptions): SparkClient {
  const driver = loadPackage('hive-driver', 'a sparkSource') as HiveDriver;
  return hiveClient(driver, { host, port: Number(port), user, password });
}

/** Closing the store leaves the user's client open. In another zone, times without one would be other times. */
function inUtc(own: SparkClient): SparkClient {
  let checked: Promise<void> | undefined;
  const check = async (): Promise<void> => {
    const [row] = await own.query('SELECT current_timezone() AS zone');
    if (!/^(Etc\/)?(UTC|GMT|Z)$/.test(String(row['zone'])))
      throw new Error(`its session is in ${String(row['zone'])}: SET TIME ZONE 'UTC'`);
  };
  return {
    query: async (statement) => {
      checked ??= check();
      await checked;
      return own.query(statement);
    },
    close: () => Promise.resolve(),
  };
}

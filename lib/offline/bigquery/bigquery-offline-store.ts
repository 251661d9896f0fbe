import { loadPackage } from '../../load-package';
import type { OfflineStore } from '../offline-store';
import { createSqlStore } from '../sql/sql-store';
import type { BigQueryClient } from './bigquery-client';
import { bigQueryWarehouse } from './bigquery-warehouse';

export interface BigQueryOptions {
  readonly project_id?: string;
  /** Where tables without a dataset are looked for, and the temporary tables of entity rows are made. */
  readonly dataset: string;
  /** Such as `EU`; where absent the client finds it. */
  readonly location?: string;
  /** The project that pays, where it is not `project_id`. */
  readonly billing_project_id?: string;
}

/**
 * The offline store over BigQuery. Needs the package @google-cloud/bigquery, and its default credentials.
 * @param own the user's own client in place of the one that the options would make
 * @throws PackageError where the package is not installed
 */
export function bigQueryOfflineStore(options: BigQueryOptions, own?: BigQueryClient): OfflineStore {
  return createSqlStore(bigQueryWarehouse(own ?? loadedClient(options), options));
}

function loadedClient({ project_id, billing_project_id }: BigQueryOptions): BigQueryClient {
  const { BigQuery } = loadPackage('@google-cloud/bigquery', 'a bigQuerySource') as {
    BigQuery: new (options: object) => BigQueryClient;
  };
  return new BigQuery({ projectId: billing_project_id ?? project_id });
}

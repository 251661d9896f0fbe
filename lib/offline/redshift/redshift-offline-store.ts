import { RepositoryError } from '../../errors';
import type { OfflineStore } from '../offline-store';
import type { PostgresPackages, PostgresPool } from '../postgres/postgres-client';
import { loadedPool } from '../postgres/postgres-offline-store';
import type { PostgresOptions } from '../postgres/postgres-offline-store';
import { postgresWarehouse } from '../postgres/postgres-warehouse';
import { createSqlStore } from '../sql/sql-store';
import { REDSHIFT } from './dialect';
import type { StageRows } from '../postgres/stage-rows';
import { insertStaging, LONGEST } from './insert-staging';
import { loadedS3, s3Files } from './s3-files';
import type { S3Files } from './s3-files';
import { s3Staging } from './s3-staging';

/** As Postgres', over the same protocol; Feast's names for S3. */
export interface RedshiftOptions extends PostgresOptions {
  /** `s3://bucket/folder`: where many entity rows are put as a file, for COPY. */
  readonly s3_staging_location?: string;
  /** The role by which Redshift reads there; where absent the cluster's default one. */
  readonly iam_role?: string;
  /** The bucket's, where it is not the cluster's. */
  readonly region?: string;
}

/** The user's own pool of pg, and the package. */
export interface OwnRedshift extends PostgresPackages {
  /** Closing the store leaves it open. */
  readonly pool: PostgresPool;
  /** In place of @aws-sdk/client-s3 with its default credentials. */
  readonly s3?: S3Files;
}

/**
 * The offline store over Redshift. Needs the package pg, and @aws-sdk/client-s3 for `s3_staging_location`.
 * @param own the user's own client in place of the one that the options would make
 * @throws PackageError where the package is not installed
 */
export function redshiftOfflineStore(options: RedshiftOptions, own?: OwnRedshift): OfflineStore {
  const { pool, Query } = own ?? loadedPool({ port: '5439', ...options }, 'a redshiftSource');
  return createSqlStore(
    postgresWarehouse({
      dialect: REDSHIFT,
      pool,
      Query,
      stage: stagingBy(options, own?.s3),
      text: LONGEST,
      schema: options.db_schema,
      settings: ['SET LOCAL extra_float_digits = 2'],
      close: own ? () => Promise.resolve() : () => pool.end(),
    }),
  );
}

function stagingBy({ s3_staging_location, iam_role, region }: RedshiftOptions, own: S3Files | undefined): StageRows {
  if (s3_staging_location === undefined) return insertStaging;
  if (/^s3:\/\/[^/]+(\/|$)/.test(s3_staging_location)) {
    const files = own ?? s3Files(loadedS3(), region === undefined ? {} : { region });
    return s3Staging({ location: s3_staging_location, role: iam_role, region, files });
  }
  throw new RepositoryError(
    'CONFIG_INVALID',
    `s3_staging_location is ${s3_staging_location}, no folder of S3`,
    'write s3_staging_location: s3://bucket/folder',
  );
}

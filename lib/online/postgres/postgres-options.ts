import type { PgPool } from './postgres-client';

export interface PostgresConnection {
  readonly host?: string | undefined;
  /** 5432 where absent. */
  readonly port?: number | undefined;
  readonly database?: string | undefined;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  /** In the place of these five: `postgres://user:password@host:port/database`. */
  readonly connectionString?: string | undefined;
  /** As in libpq; `disable` where absent. */
  readonly sslmode?: 'disable' | 'require' | 'verify-ca' | 'verify-full' | undefined;
  /** Paths of PEM files. */
  readonly sslrootcert?: string | undefined;
  readonly sslcert?: string | undefined;
  readonly sslkey?: string | undefined;
}

export interface PostgresOptions {
  /** Your own `Pool` of the package `pg`. It stays yours to end. */
  readonly client?: PgPool;
  /** In its place: where the database is. */
  readonly connection?: PostgresConnection;
  /** The tables' schema, which must be there; `public` where absent. */
  readonly schema?: string;
  /** Connections at a time, of a pool of featlab's own: 10 where absent. */
  readonly maxConnections?: number | undefined;
  /** How long one answer may take: 5,000 where absent. */
  readonly timeoutMs?: number | undefined;
  /** Where the package `pg` is looked for first; the current folder where absent. */
  readonly folder?: string;
}

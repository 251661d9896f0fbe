/** Feast's names. */
export interface SnowflakeOptions {
  readonly account?: string;
  readonly user?: string;
  readonly password?: string;
  /** `SNOWFLAKE` (a password), `SNOWFLAKE_JWT` (a key), `OAUTH`, `PROGRAMMATIC_ACCESS_TOKEN`, `EXTERNALBROWSER`, an Okta URL. */
  readonly authenticator?: string;
  /** For `OAUTH` and `PROGRAMMATIC_ACCESS_TOKEN`. */
  readonly token?: string;
  /** The file of a private key, in PEM. */
  readonly private_key?: string;
  /** The key itself in place of its file. */
  readonly private_key_content?: string;
  readonly private_key_passphrase?: string;
  readonly role?: string;
  readonly warehouse?: string;
  /** Where tables without a database or a schema are looked for, and temporary ones are made. */
  readonly database?: string;
  /** `PUBLIC` where absent. */
  readonly schema?: string;
  /** An address in place of the account's own: a proxy, a stand-in. */
  readonly access_url?: string;
}

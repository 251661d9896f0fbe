export interface PgQuery {
  readonly text: string;
  readonly values?: readonly unknown[];
  readonly rowMode?: 'array';
  readonly types?: { getTypeParser(): (text: string) => unknown };
}

export interface PgResult {
  readonly rows: readonly unknown[];
  readonly rowCount: number | null;
  readonly fields: readonly { readonly dataTypeID: number }[];
}

export interface PgClient {
  query(query: PgQuery): Promise<PgResult>;
  /** @param error true: the connection is not used again */
  release(error?: boolean): void;
}

/** What is needed of a `Pool` of the package `pg`. */
export interface PgPool {
  query(query: PgQuery): Promise<PgResult>;
  connect(): Promise<PgClient>;
  end(): Promise<void>;
}

const AS_TEXT = { getTypeParser: () => (text: string) => text };

/** Every value as the text that the server sent, whatever parsers the user has set. */
export function asText(text: string, values: readonly unknown[] = []): PgQuery {
  return { text, values, rowMode: 'array', types: AS_TEXT };
}

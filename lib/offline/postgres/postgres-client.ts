/** What is needed of a pool of pg. */
export interface PostgresPool {
  connect(): Promise<PostgresClient>;
  end(): Promise<void>;
}

/** What is needed of a client of pg. */
export interface PostgresClient {
  query(config: PostgresQuery): Promise<PostgresAnswer>;
  /** Something that knows how to submit itself: a `Query`, a copy stream. */
  query<T extends object>(submittable: T): T;
  /** @param broken the connection is thrown away */
  release(broken?: boolean): void;
}

export interface PostgresQuery {
  readonly text: string;
  readonly values?: readonly unknown[];
  readonly rowMode: 'array';
}

export interface PostgresAnswer {
  readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[];
  readonly rows: readonly (readonly unknown[])[];
}

/** What is needed of the package pg itself. */
export interface PostgresPackages {
  /** Tells each row as it comes, and keeps none. */
  readonly Query: new (config: PostgresQuery & { readonly types: TypeParsers }) => RowEvents;
}

/** Every value as the text that the server sent. */
export interface TypeParsers {
  getTypeParser(): (text: string) => string;
}

export interface RowEvents {
  on(event: 'row', listener: (row: (string | null)[]) => void): this;
  on(event: 'error', listener: (error: Error) => void): this;
  on(event: 'end', listener: () => void): this;
}

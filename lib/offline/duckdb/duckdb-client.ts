/** What is needed of a DuckDB instance, as @duckdb/node-api has it. */
export interface DuckDbInstance {
  connect(): Promise<DuckDbConnection>;
}

export interface DuckDbConnection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string, values?: never, types?: never): Promise<{ getRows(): unknown[][] }>;
  stream(sql: string, values?: never, types?: never): Promise<{ fetchChunk(): Promise<DuckDbChunk | null> }>;
  createAppender(table: string, schema: string, catalog: string): Promise<DuckDbAppender>;
  closeSync(): void;
}

export interface DuckDbChunk {
  rowCount: number;
  getColumnValues(column: number): readonly unknown[];
  setColumnValues(column: number, values: readonly unknown[]): void;
}

export interface DuckDbAppender {
  appendDataChunk(chunk: never): void;
  closeSync(): void;
}

/** What is needed of the package itself. */
export interface DuckDbApi {
  readonly DuckDBInstance: {
    create(path?: string, options?: Record<string, string>): Promise<DuckDbInstance & { closeSync(): void }>;
  };
  readonly DuckDBDataChunk: { create(types: readonly never[], rows: number): DuckDbChunk };
  readonly BIGINT: unknown;
  readonly INTEGER: unknown;
  readonly VARCHAR: unknown;
  readonly DATE: unknown;
  readonly TIMESTAMP: unknown;
  readonly TIMESTAMPTZ: unknown;
  readonly TIMESTAMP_NS: unknown;
  readonly DuckDBDateValue: new (days: number) => unknown;
  readonly DuckDBTimestampValue: new (micros: bigint) => unknown;
  readonly DuckDBTimestampTZValue: new (micros: bigint) => unknown;
  readonly DuckDBTimestampNanosecondsValue: new (nanos: bigint) => unknown;
}

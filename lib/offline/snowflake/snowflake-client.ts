import type { Readable } from 'node:stream';

/** What is needed of a connection of snowflake-sdk. */
export interface SnowflakeConnection {
  execute(options: SnowflakeStatement): unknown;
}

export interface SnowflakeStatement {
  readonly sqlText: string;
  /** The values of `?` in order; of an INSERT also many rows of them. */
  readonly binds?: readonly string[] | readonly (readonly (string | null)[])[];
  readonly rowMode: 'array';
  /** Rows are not gathered: the statement hands them over as they come. */
  readonly streamResult?: boolean;
  /** Compiled, not run. */
  readonly describeOnly?: boolean;
  complete(error: Error | undefined, statement: SnowflakeAnswer, rows?: readonly SnowflakeRow[]): void;
}

export interface SnowflakeAnswer {
  getColumns(): readonly SnowflakeColumn[] | undefined;
  streamRows(): Readable;
}

export interface SnowflakeColumn {
  getName(): string;
  /** `fixed`, `text`, `timestamp_ntz`, … */
  getType(): string;
  getPrecision(): number;
  getScale(): number;
}

export type SnowflakeRow = readonly unknown[];

/** What is needed of the package itself. */
export interface SnowflakePackage {
  configure(options: { readonly logLevel: string; readonly additionalLogToConsole: boolean }): void;
  createConnection(options: object): SnowflakeSession;
}

/** A connection that is opened and closed here. */
export interface SnowflakeSession extends SnowflakeConnection {
  connectAsync(opened: (error: Error | undefined) => void): Promise<unknown>;
  isUp(): boolean;
  destroy(closed: (error: Error | undefined) => void): void;
}

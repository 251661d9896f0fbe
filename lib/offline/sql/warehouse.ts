import type { Column } from '../../columns/column';
import type { QueryPlan } from '../offline-store';
import type { AnswerColumn, Dialect, TableColumn } from './dialect';
import type { Sql } from './sql';

/** Rows that a statement reads as a temporary table. */
export interface StagedRows {
  readonly length: number;
  readonly columns: readonly { readonly name: string; readonly column: Column }[];
}

/** One SELECT. */
export interface Query {
  readonly statement: Sql;
  /** Its columns in order. */
  readonly columns: readonly AnswerColumn[];
}

/**
 * A database that is asked by SQL. What it refuses is the database's own error; the store that asks makes it a
 * SourceError with view and source.
 */
export interface Warehouse {
  readonly dialect: Dialect;
  /** The columns of what stands after FROM. */
  describe(relation: Sql): Promise<ReadonlyMap<string, TableColumn>>;
  /** Is that what `describe` throws where there is no such table? */
  isMissing(error: unknown): boolean;
  /**
   * Hands over the rows of an answer in batches of columns, in any order. A batch's memory is its own only until `each`
   * returns.
   * @param rows stand in a temporary table while the statement runs: `ask` gets its name. Afterwards it is gone,
   *   also after a failure; after a kill, with the session or by its expiry.
   */
  select(
    rows: StagedRows | undefined,
    ask: (table: Sql) => Query,
    each: (batch: readonly Column[]) => void,
  ): Promise<void>;
  /**
   * What the statement would do, where the database tells: a plan in its own words, the bytes it would scan, and those
   * of the statement without the time filter. The temporary table may be empty.
   */
  explain?(rows: StagedRows, ask: (table: Sql) => Query, unfiltered: (table: Sql) => Query): Promise<Explained>;
  close(): Promise<void>;
}

export type Explained = Pick<QueryPlan, 'plan' | 'bytes' | 'bytesUnfiltered'>;

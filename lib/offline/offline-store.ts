import type { SourceError } from '../errors';
import type { Column, Times, TimeUnit } from '../columns/column';
import type { DeriveFunction } from '../definitions/derive';
import type { DataSource } from '../definitions/data-source';
import type { Instant } from '../time/time';
import type { ValueType } from '../types';

/** A column that a view reads. */
export interface ViewColumn {
  /** Its name in the view. */
  readonly name: string;
  /** Its name in the source, `fieldMapping` undone. */
  readonly column: string;
  /** As declared; the source's own type fits it. */
  readonly type: ValueType;
}

/** What a view asks of its source. */
export interface SourceRequest {
  /** The view's name, for messages. */
  readonly view: string;
  readonly source: DataSource;
  /** In the order of the join keys. */
  readonly keys: readonly ViewColumn[];
  readonly features: readonly ViewColumn[];
  /** What is wanted in place of `features`, where some of it is derived; for `withDerived`, which no engine sees. */
  readonly outputs?: readonly OutputColumn[];
  /** Of the rows that their functions get. */
  readonly rowPrototype?: object;
}

/** A feature as it is asked for: as `features[stored]` has it, or made of a row's columns by a function. */
export type OutputColumn =
  { readonly stored: number } | { readonly name: string; readonly type: ValueType; readonly run: DeriveFunction };

/** One column of a source as it is there; `type` is undefined where features cannot have it (a list, a date). */
export interface SourceColumn {
  readonly type: ValueType | undefined;
  /** The type in the engine's own words, for messages. */
  readonly described: string;
  /** Are there two of this name? */
  readonly isTwice?: true;
  /** The resolution of a timestamp. */
  readonly unit?: TimeUnit;
}

/** A part of a source that has a schema of its own: a file, a table. */
export interface SourcePart {
  /** What a message calls it: the path as the user wrote it. */
  readonly place: string;
  readonly columns: ReadonlyMap<string, SourceColumn>;
}

/** A point-in-time join of one view with the entity rows. */
export interface AsOfRequest extends SourceRequest {
  readonly length: number;
  /** The entity rows' keys, in the order of `keys`: int32, int64, bigint or string columns. */
  readonly entityKeys: readonly Column[];
  /** The entity rows' times. None is null. */
  readonly entityTimes: Times;
  /** Microseconds that a value lives; undefined = no limit. */
  readonly ttl: number | undefined;
  /** Only rows that had been written by the entity row's time. */
  readonly createdCutoff: boolean;
  /** May a row of the entity row's very time match? */
  readonly bound: 'inclusive' | 'exclusive';
}

/** The rows that a materialize looks at: event time up to `to`, and … */
export interface Window {
  /** … at or after this; undefined = from the beginning. */
  readonly from: Instant | undefined;
  readonly to: Instant;
  /** … or created at or after this, whatever the event time (an increment's late rows). */
  readonly orCreatedFrom?: Instant | undefined;
}

export interface NewestRequest extends SourceRequest {
  readonly window: Window;
}

/** Rows of a source, in columns. */
export interface SourceRows {
  readonly length: number;
  readonly keys: readonly Column[];
  readonly features: readonly Column[];
  readonly eventTime: Times;
  /** Absent where the source has no created column. */
  readonly createdTime: Times | undefined;
  /** Of the rows of one key: why a derived feature has no value there. */
  readonly failed?: ReadonlyMap<number, SourceError>;
}

/** The newest row of each key. */
export interface NewestRows extends SourceRows {
  /** Rows in the window. */
  readonly read: number;
  /** Of these, the ones with a null in their key. */
  readonly skipped: number;
}

export interface KeyedRequest extends SourceRequest {
  /** One key: the value of each join key, a column of length 1 each. */
  readonly key: readonly Column[];
}

/** A join as an engine would do it. */
export interface QueryPlan {
  readonly view: string;
  /** `DuckDB`, `Postgres`, …; `file` where featlab joins itself. */
  readonly engine: string;
  /** The statement, null where there is none; `entity_rows` stands for the temporary table of the entity rows, `:1` for the first of `values`. */
  readonly sql: string | null;
  readonly values: readonly string[];
  /** What the engine says of how it would run it. */
  readonly plan?: string | undefined;
  /** Bytes that it would scan, where the engine tells. */
  readonly bytes?: number | undefined;
  /** Bytes that it would scan without its time filter. */
  readonly bytesUnfiltered?: number | undefined;
}

/**
 * Where history lies. Every answer equals what the rule of `join/rule.ts` gives on the rows in source order.
 * Each method first checks the source: a part that is missing or broken, a column that is missing or does not
 * fit, is a SourceError that names view, part and column.
 */
export interface OfflineStore {
  /** The parts of `source` and their columns, or undefined where it is not there yet. */
  describe(source: DataSource): Promise<readonly SourcePart[] | undefined>;
  /** Throws what the methods below would throw for this request, and reads nothing. */
  check(request: SourceRequest): Promise<void>;
  /** For each entity row the features of the row that wins at its time, in the entity rows' order; null where none does. */
  joinAsOf(request: AsOfRequest): Promise<readonly Column[]>;
  /** What `joinAsOf` would do, in the engine's words; nothing is joined. Engines that run no SQL have none. */
  planAsOf?(request: AsOfRequest): Promise<QueryPlan | undefined>;
  /** The newest row of each key within a window, ordered by key. */
  newestPerKey(request: NewestRequest): Promise<NewestRows>;
  /** Every row of one key, in source order. */
  rowsOfKey(request: KeyedRequest): Promise<SourceRows>;
  /**
   * Adds rows behind those that are there, all of them or none; for a store that can.
   * @param columns all of the source's, by its own names, of equal length
   */
  append?(source: DataSource, columns: ReadonlyMap<string, Column>): Promise<void>;
  /** The files that hold `source`, in full; for a store that reads files. @throws SourceError where there are none */
  filesOf?(source: DataSource): Promise<readonly string[]>;
  /** Would `file`, a full path where nothing is yet, be one of them? */
  wouldRead?(file: string, source: DataSource): Promise<boolean>;
  close(): Promise<void>;
}

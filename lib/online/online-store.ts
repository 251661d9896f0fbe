import type { Column, Times } from '../columns/column';
import type { KeyType, KeyValue, Value, ValueType } from '../types';

/** A view as online stores see it: the base view, under its own names. */
export interface OnlineView {
  readonly project: string;
  readonly name: string;
  /** Join keys in the view's order; none for a view without entities, which has one row. */
  readonly keys: readonly { readonly name: string; readonly type: KeyType }[];
  readonly features: readonly { readonly name: string; readonly type: ValueType }[];
}

/**
 * One join key tuple, in the order of `OnlineView.keys`. int32 and int64: a number where it is safe, else a bigint;
 * bigint: a bigint; string: a string. Never null. Types are checked above the seam.
 */
export type EntityKey = readonly KeyValue[];

/** Rows to write, as columns of `length` rows each. No null among the keys and event times. */
export interface OnlineBatch {
  readonly length: number;
  /** In the order of `OnlineView.keys`. */
  readonly keys: readonly Column[];
  readonly eventTime: Times;
  /** Absent where the source has no created column: null in every row. */
  readonly createdTime: Times | undefined;
  /** In the order of `OnlineView.features`, of their types. */
  readonly features: readonly Column[];
}

/** A stored row: its event time in the two parts of `Instant`, and the features asked for, in the order asked. */
export interface OnlineRow {
  readonly us: number;
  readonly ns: number;
  /**
   * As `TypeToJs` says, NaN and -0 exact. An int64 beyond ±2^53 is a bigint here: refusing it, by row and column,
   * is the reader's.
   */
  readonly values: readonly Value[];
}

/** Row by row, in the order of the keys. */
export type OnlineAnswer = (OnlineRow | undefined)[];

export type MaybePromise<T> = T | Promise<T>;

export interface OnlineChange {
  /** Dropped first, their rows and all; those that the store does not know are passed over. */
  readonly drop: readonly Pick<OnlineView, 'project' | 'name'>[];
  /** Made where they are not there yet. One that is there with other keys, features or types is dropped and made anew. */
  readonly keep: readonly OnlineView[];
}

/** Where materialized rows are kept, one for each view and key. Every failure is a `StoreError`. */
export interface OnlineStore {
  /**
   * Keeps, for each key, the row with the greatest (event time, created time), null created being the smallest;
   * equal times: the one written last. One call is one transaction, all of it or nothing, where the database has them
   * over many rows (SQLite, Postgres); elsewhere each row is whole, in one atomic step, and the same call again mends
   * what an end of the process left out. Makes room for a view that it does not know.
   * @param generation the rows that are meant: where these were dropped meanwhile nothing is written, and it throws
   *   STORE_CHANGED
   * @returns how many rows it accepted
   */
  write(view: OnlineView, batch: OnlineBatch, generation?: string): Promise<number>;
  /**
   * Answers in the order of `keys`; undefined where nothing is stored, also where the view is unknown or stored with
   * another schema. Pass the same `view` and `features` objects again: stores keep what they prepared for them.
   * A store in this process answers at once, without a promise, which would cost as much as the read.
   * @param sharesTurn the answer may be of the moment of an earlier one in the same turn of the event loop: requests that
   *   came at the same time
   */
  read(
    view: OnlineView,
    features: readonly string[],
    keys: readonly EntityKey[],
    sharesTurn?: boolean,
  ): MaybePromise<OnlineAnswer>;
  update(change: OnlineChange): Promise<void>;
  /**
   * An opaque id, new each time that room is made for the view, so that a mark of what was materialized can name the
   * very rows it speaks of. Undefined where the view is unknown or stored with another schema.
   */
  generation(view: OnlineView): Promise<string | undefined>;
  /** Comes back when all that was written survives the end of the machine; absent where `write` does. */
  sync?(): Promise<void>;
  /** Every stored key, in the store's own order. */
  keys(view: OnlineView): AsyncIterable<EntityKey>;
  close(): Promise<void>;
}

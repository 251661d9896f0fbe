import type { Table, Vector } from 'apache-arrow';
import type { Column, Times } from '../columns/column';
import type { KeyType, ValueType } from '../types';

/**
 * What a caller passes as entity dataframe: rows, columns, an Arrow table, a training set, or a Parquet, CSV or JSON
 * file's path.
 */
export type EntityDfInput =
  | readonly Readonly<Record<string, unknown>>[]
  | Readonly<Record<string, readonly unknown[]>>
  | Table
  | ArrowSource
  | string;

/** A training set, as far as it matters here. */
export interface ArrowSource {
  toArrow(): Table;
}

/** An input column, kept as it was given so that it can come back untouched. */
export type InputColumn =
  | { readonly name: string; readonly given: 'values'; readonly values: readonly unknown[] }
  | { readonly name: string; readonly given: 'vector'; readonly vector: Vector };

/** The entity dataframe, read: its columns as given, its times, and its keys in the types of the views. */
export interface EntityDf {
  readonly length: number;
  readonly columns: readonly InputColumn[];
  readonly timeColumn: string;
  /** None is null. */
  readonly times: Times;
  /** Join key → its values, a null where it is null. */
  readonly keys: ReadonlyMap<string, Column>;
}

/** The join keys that the asked views need, with their types. */
export type WantedKeys = ReadonlyMap<string, KeyType>;

/** The columns that on-demand views compute from, with their types. */
export type RequestFields = ReadonlyMap<string, ValueType>;

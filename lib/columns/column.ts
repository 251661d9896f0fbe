import type { ValueType } from '../types';

/** A timestamp column's resolution, as in its file. */
export type TimeUnit = 'ms' | 'us' | 'ns';

interface ColumnOf<T extends ValueType, V> {
  readonly type: T;
  readonly values: V;
  /** 1 where there is a value, 0 where there is null; absent where nothing is null. */
  readonly valid?: Uint8Array | undefined;
}

/**
 * One column in memory, the form in which data travel between the parts: typed arrays, so that it can be
 * handed to another thread. A null slot's value is 0, '' or empty bytes, never read.
 */
export type Column =
  | ColumnOf<'int32', Int32Array>
  | ColumnOf<'int64', BigInt64Array>
  | ColumnOf<'bigint', BigInt64Array>
  | ColumnOf<'float32', Float32Array>
  | ColumnOf<'float64', Float64Array>
  | ColumnOf<'string', string[]>
  | ColumnOf<'bool', Uint8Array>
  | ColumnOf<'bytes', Uint8Array[]>
  | (ColumnOf<'timestamp', BigInt64Array> & { readonly unit: TimeUnit });

/**
 * Instants as a column, in the two parts of `Instant`. `us` is NaN where there is none; `ns` is absent where
 * every one is a whole microsecond within ±2^53.
 */
export interface Times {
  readonly us: Float64Array;
  readonly ns?: Int32Array | undefined;
}

export function isNull(column: Column, row: number): boolean {
  return column.valid !== undefined && column.valid[row] === 0;
}

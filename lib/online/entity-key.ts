import type { Column } from '../columns/column';
import type { JoinKeys, KeyValue } from '../types';
import type { EntityKey } from './online-store';

/** The key in row `row` of key columns: an int64 as a number where it is safe, a declared bigint always as a bigint. */
export function entityKeyAt(joinKeys: JoinKeys, columns: readonly Column[], row: number): EntityKey {
  return Object.values(joinKeys).map((type, i) => {
    const value = columns[i].values[row] as KeyValue;
    if (typeof value !== 'bigint') return value;
    return type !== 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value;
  });
}

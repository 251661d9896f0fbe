import type { Column } from '../column';
import { createKeyIndex, keyCodes } from './key-index';

/**
 * The rows ordered by key, smallest first. A store that keeps its rows by key then writes them side by side
 * instead of here and there, which is most of what a large write costs.
 * @param keys distinct and without nulls
 */
export function keyOrder(keys: readonly Column[], length: number): Int32Array {
  const only = keys.length === 1 ? keys[0] : undefined;
  if (only && only.type !== 'string') {
    const sorted = sortedInts(only);
    if (sorted) return rowsOf(only, sorted);
  }
  const rows = Int32Array.from({ length }, (_, row) => row);
  return rows.sort((a, b) => compareKeys(keys, a, b));
}

/** The integers sorted as doubles, or undefined where one is beyond ±2^53. */
function sortedInts(column: Column): Float64Array | undefined {
  const sorted = Float64Array.from(column.values as BigInt64Array | Int32Array, Number).sort();
  return sorted.length === 0 || (Number.isSafeInteger(sorted[0]) && Number.isSafeInteger(sorted[sorted.length - 1]))
    ? sorted
    : undefined;
}

/** Each sorted integer's row: distinct keys get their row's number as code. */
function rowsOf(column: Column, sorted: Float64Array): Int32Array {
  const index = createKeyIndex(['int']);
  keyCodes(index, [column], sorted.length, true);
  const values = BigInt64Array.from(sorted, BigInt);
  return keyCodes(index, [{ type: 'int64', values }], sorted.length, false);
}

function compareKeys(keys: readonly Column[], a: number, b: number): number {
  for (const { values } of keys) {
    const left = values[a] as string;
    const right = values[b] as string;
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

import type { Column } from '../columns/column';
import { sortByTime } from './sort-by-time';

/**
 * The rows ordered by key, smallest first. A store that keeps its rows by key then writes them side by side
 * instead of here and there, which is most of what a large write costs.
 * @param keys distinct and without nulls
 */
export function keyOrder(keys: readonly Column[], length: number): Int32Array {
  const rows = new Int32Array(length).map((_, row) => row);
  const doubles = keys.length === 1 ? doublesOf(keys[0]) : undefined;
  if (doubles === undefined) return rows.sort((a, b) => compareKeys(keys, a, b));
  // Numbers are sorted as times are: much faster than by a comparing function.
  sortByTime(doubles, rows, Int32Array.of(0, length), { us: doubles });
  return rows;
}

/** Integers as doubles, or undefined where one is beyond ±2^53, or where they are none. */
function doublesOf({ values }: Column): Float64Array | undefined {
  if (values instanceof Int32Array) return Float64Array.from(values);
  if (!(values instanceof BigInt64Array)) return undefined;
  const halves = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  const doubles = new Float64Array(values.length);
  for (let row = 0; row < doubles.length; row++) {
    doubles[row] = halves[2 * row + 1] * 0x100000000 + (halves[2 * row] >>> 0);
    if (!Number.isSafeInteger(doubles[row])) return undefined;
  }
  return doubles;
}

function compareKeys(keys: readonly Column[], a: number, b: number): number {
  for (const { values } of keys) {
    const left = values[a] as string;
    const right = values[b] as string;
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

import type { Column, Times } from '../columns/column';
import { CHUNK } from '../columns/columns';
import { createKeyIndex, keyCodes, keyKinds } from './key-index';
import type { KeyIndex } from './key-index';
import { sortByTime } from './sort-by-time';

/**
 * The entity rows sorted by (key, time), made once and read by every thread: slot `s` is entity row `rows[s]`,
 * and the slots of key code `k` are `starts[k]` to `starts[k + 1] - 1`, oldest first. Rows with a null in their
 * key have no slot.
 */
export interface EntityOrder {
  readonly index: KeyIndex;
  readonly starts: Int32Array;
  readonly rows: Int32Array;
  readonly us: Float64Array;
  /** Absent where every time is a whole microsecond. */
  readonly ns: Int32Array | undefined;
}

/** @param times none is null */
export function orderEntityRows(keys: readonly Column[], times: Times, length: number): EntityOrder {
  const index = createKeyIndex(keyKinds(keys));
  const codes = keyCodes(index, keys, length, true);
  const starts = new Int32Array(new SharedArrayBuffer((index.size + 1) * 4));
  const rows = groupRows(codes, starts);
  const us = new Float64Array(new SharedArrayBuffer(rows.length * 8));
  for (let slot = 0; slot < rows.length; slot++) us[slot] = times.us[rows[slot]];
  sortByTime(us, rows, starts, times);
  return { index, starts, rows, us, ns: times.ns && orderedNanos(rows, times.ns) };
}

/**
 * A counting sort of the rows by code. Fills `starts`; answers the rows, input order kept within a code.
 * @param into where the rows go, as long as the codes; by default a new array
 */
export function groupRows(
  codes: Int32Array,
  starts: Int32Array,
  into: Int32Array = new Int32Array(codes.length),
): Int32Array {
  for (let from = 0; from < codes.length; from += CHUNK) countCodes(codes.subarray(from, from + CHUNK), starts);
  for (let code = 1; code < starts.length; code++) starts[code] += starts[code - 1];
  const next = Int32Array.from(starts);
  const rows = into.subarray(0, starts[starts.length - 1]);
  for (let from = 0; from < codes.length; from += CHUNK) scatter(codes.subarray(from, from + CHUNK), from, next, rows);
  return rows;
}

function countCodes(codes: Int32Array, starts: Int32Array): void {
  for (let i = 0; i < codes.length; i++) if (codes[i] >= 0) starts[codes[i] + 1]++;
}

/** @param from the row number of the first code */
function scatter(codes: Int32Array, from: number, next: Int32Array, rows: Int32Array): void {
  for (let i = 0; i < codes.length; i++) if (codes[i] >= 0) rows[next[codes[i]]++] = from + i;
}

function orderedNanos(rows: Int32Array, ns: Int32Array): Int32Array {
  const out = new Int32Array(new SharedArrayBuffer(rows.length * 4));
  for (let slot = 0; slot < rows.length; slot++) out[slot] = ns[rows[slot]];
  return out;
}

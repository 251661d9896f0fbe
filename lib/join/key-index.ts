import { isNull } from '../columns/column';
import type { Column } from '../columns/column';

/**
 * Gives each distinct join key a code, 0, 1, 2, … in order of first sight. Tuples are compared part by part:
 * each key column has codes of its own, and pairs of codes are coded again, so nothing is ever concatenated.
 * Plain data over shared memory: it can be posted to another thread.
 */
export interface KeyIndex {
  readonly columns: PartIndex[];
  /** How the code so far and the next column's code make one: absent for the first column. */
  readonly pairs: IntIndex[];
  /** Distinct keys so far. */
  size: number;
}

type PartIndex =
  { readonly kind: 'int'; readonly ints: IntIndex } | { readonly kind: 'string'; readonly codes: Map<string, number> };

/** An open-addressing table from integer to code; integers beyond ±2^53 lie in `beyond`. */
interface IntIndex {
  keys: Float64Array;
  codes: Int32Array;
  mask: number;
  size: number;
  readonly beyond: Map<bigint, number>;
}

/** @param kinds of each join key, in order. No key column at all: every row has code 0. */
export function createKeyIndex(kinds: readonly ('int' | 'string')[]): KeyIndex {
  return {
    columns: kinds.map((kind) =>
      kind === 'int' ? { kind, ints: createIntIndex() } : { kind, codes: new Map<string, number>() },
    ),
    pairs: kinds.slice(1).map(createIntIndex),
    size: kinds.length === 0 ? 1 : 0,
  };
}

export function keyKinds(columns: readonly Column[]): ('int' | 'string')[] {
  return columns.map((column) => (column.type === 'string' ? 'string' : 'int'));
}

/**
 * The code of each row's key; −1 where a part is null or, without `insert`, the key is unknown.
 * @param into where the codes go, at least as long; by default a new array
 */
export function keyCodes(
  index: KeyIndex,
  columns: readonly Column[],
  length: number,
  insert: boolean,
  into: Int32Array = new Int32Array(length),
): Int32Array {
  const codes = columns.length === 0 ? into.subarray(0, length).fill(0) : into.subarray(0, length);
  columns.forEach((column, i) => {
    const part = index.columns[i];
    const own = i === 0 ? codes : new Int32Array(length);
    if (part.kind === 'string') stringCodes(part.codes, column, own, insert);
    else if (column.values instanceof Int32Array) int32Codes(part.ints, column.values, column.valid, own, insert);
    else int64Codes(part.ints, column.values as BigInt64Array, column.valid, own, insert);
    if (i > 0) pairCodes(index.pairs[i - 1], codes, own, insert);
  });
  index.size = columns.length === 0 ? 1 : distinct(index);
  return codes;
}

function distinct(index: KeyIndex): number {
  const last = index.pairs.at(-1);
  if (last) return last.size;
  const only = index.columns[0];
  return only.kind === 'int' ? only.ints.size : only.codes.size;
}

function stringCodes(codes: Map<string, number>, column: Column, out: Int32Array, insert: boolean): void {
  const values = column.values as string[];
  for (let row = 0; row < out.length; row++) {
    const code = isNull(column, row) ? -1 : codes.get(values[row]);
    if (code !== undefined) out[row] = code;
    else if (insert) codes.set(values[row], (out[row] = codes.size));
    else out[row] = -1;
  }
}

type Valid = Uint8Array | undefined;

function int32Codes(index: IntIndex, values: Int32Array, valid: Valid, out: Int32Array, insert: boolean): void {
  for (let row = 0; row < out.length; row++) {
    out[row] = valid?.[row] === 0 ? -1 : intCode(index, values[row], insert);
  }
}

/** Reads the halves of each int64: `hi * 2^32 + lo` is exact within ±2^53, and a bigint is made only beyond. */
function int64Codes(index: IntIndex, values: BigInt64Array, valid: Valid, out: Int32Array, insert: boolean): void {
  const halves = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  for (let row = 0; row < out.length; row++) {
    const high = halves[2 * row + 1];
    if (valid?.[row] === 0) {
      out[row] = -1;
    } else if (high >= -0x200000 && high < 0x200000) {
      out[row] = intCode(index, high * 0x100000000 + (halves[2 * row] >>> 0), insert);
    } else {
      out[row] = beyondCode(index, values[row], insert);
    }
  }
}

function pairCodes(index: IntIndex, codes: Int32Array, own: Int32Array, insert: boolean): void {
  for (let row = 0; row < codes.length; row++) {
    const left = codes[row];
    const right = own[row];
    if (left < 0 || right < 0) codes[row] = -1;
    else if (left < 0x200000) codes[row] = intCode(index, left * 0x100000000 + right, insert);
    else codes[row] = beyondCode(index, (BigInt(left) << 32n) + BigInt(right), insert);
  }
}

function createIntIndex(): IntIndex {
  return { keys: shared(16), codes: sharedCodes(16), mask: 15, size: 0, beyond: new Map() };
}

function shared(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(length * 8));
}

function sharedCodes(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(length * 4)).fill(-1);
}

/** Fibonacci hashing of both halves of an integer within ±2^53. */
function slotOf(key: number, mask: number): number {
  const low = key | 0;
  const high = (key / 0x100000000) | 0;
  const mixed = Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1);
  return (mixed ^ (mixed >>> 15)) & mask;
}

function intCode(index: IntIndex, key: number, insert: boolean): number {
  const { keys, codes, mask } = index;
  let slot = slotOf(key, mask);
  while (codes[slot] >= 0) {
    if (keys[slot] === key) return codes[slot];
    slot = (slot + 1) & mask;
  }
  if (!insert) return -1;
  const code = index.size++;
  keys[slot] = key;
  codes[slot] = code;
  if (index.size * 2 > mask) grow(index);
  return code;
}

function beyondCode(index: IntIndex, key: bigint, insert: boolean): number {
  const code = index.beyond.get(key);
  if (code !== undefined) return code;
  if (!insert) return -1;
  index.beyond.set(key, index.size);
  return index.size++;
}

function grow(index: IntIndex): void {
  const [oldKeys, oldCodes] = [index.keys, index.codes];
  index.mask = oldKeys.length * 4 - 1;
  index.keys = shared(oldKeys.length * 4);
  index.codes = sharedCodes(oldKeys.length * 4);
  for (let old = 0; old < oldKeys.length; old++) {
    if (oldCodes[old] < 0) continue;
    let slot = slotOf(oldKeys[old], index.mask);
    while (index.codes[slot] >= 0) slot = (slot + 1) & index.mask;
    index.keys[slot] = oldKeys[old];
    index.codes[slot] = oldCodes[old];
  }
}

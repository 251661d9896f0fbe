import type { Column, TimeUnit } from './column';
import type { ValueType } from '../types';

/** A column of `length` nulls, to be filled by `copyRows`. */
export function emptyColumn(type: ValueType, length: number, unit: TimeUnit = 'us'): Column {
  const valid = new Uint8Array(length);
  switch (type) {
    case 'int32':
      return { type, values: new Int32Array(length), valid };
    case 'int64':
    case 'bigint':
      return { type, values: new BigInt64Array(length), valid };
    case 'timestamp':
      return { type, values: new BigInt64Array(length), valid, unit };
    case 'float32':
      return { type, values: new Float32Array(length), valid };
    case 'float64':
      return { type, values: new Float64Array(length), valid };
    case 'bool':
      return { type, values: new Uint8Array(length), valid };
    case 'string':
      return { type, values: new Array<string>(length).fill(''), valid };
    case 'bytes':
      return { type, values: new Array<Uint8Array>(length).fill(NO_BYTES), valid };
  }
}

const NO_BYTES = new Uint8Array(0);

/**
 * Copies row `rows[i]` of `from` into row `targets[i]` of `to` (of `at + i`, where `targets` is a number).
 * Both have the same type; a timestamp keeps its instant where the units differ.
 * @throws RangeError where the unit of `to` cannot hold it
 */
export function copyRows(from: Column, rows: Int32Array, to: Column, targets: Int32Array | number): void {
  const into = typeof targets === 'number' ? rows.map((_, i) => targets + i) : targets;
  const scale = rescale(from, to);
  for (let at = 0; at < rows.length; at += CHUNK) {
    copyChunk(from, rows.subarray(at, at + CHUNK), to, into.subarray(at, at + CHUNK), scale);
  }
}

/**
 * Rows in one go of a hot loop. A function that is called often is compiled once and stays compiled; one long loop
 * begins anew in the interpreter at each call, and is compiled while it already runs.
 */
export const CHUNK = 16_384;

function copyChunk(from: Column, rows: Int32Array, to: Column, into: Int32Array, scale: bigint): void {
  if (isInt64(from)) copyInt64(from, rows, to.values as BigInt64Array, into, scale);
  else copyValues(from.values as unknown as number[], rows, to.values as unknown as number[], into);
  copyValidity(from.valid, rows, to.valid as Uint8Array, into);
}

function copyValidity(from: Uint8Array | undefined, rows: Int32Array, to: Uint8Array, into: Int32Array): void {
  for (let i = 0; i < rows.length; i++) to[into[i]] = from === undefined ? 1 : from[rows[i]];
}

/** Rows `from` to `to` − 1; typed arrays are shared, not copied. */
export function sliceColumn(column: Column, from: number, to: number): Column {
  const isList = column.type === 'string' || column.type === 'bytes';
  const values = isList ? column.values.slice(from, to) : column.values.subarray(from, to);
  return { ...column, values, valid: column.valid?.subarray(from, to) } as Column;
}

/** Numbers, strings and bytes alike: the arrays are of one kind, whatever it is. */
function copyValues(from: number[], rows: Int32Array, to: number[], into: Int32Array): void {
  for (let i = 0; i < rows.length; i++) to[into[i]] = from[rows[i]];
}

type Int64s = Extract<Column, { values: BigInt64Array }>;

function isInt64(column: Column): column is Int64s {
  return column.values instanceof BigInt64Array;
}

/** By halves: a bigint a value would cost more than the rest of the join. */
function copyInt64(from: Int64s, rows: Int32Array, to: BigInt64Array, into: Int32Array, scale: bigint): void {
  const { values, valid } = from;
  if (scale !== 1n) {
    // A null's slot may hold anything, also what no finer unit has room for.
    for (let i = 0; i < rows.length; i++) to[into[i]] = valid?.[rows[i]] === 0 ? 0n : scaled(values[rows[i]], scale);
    return;
  }
  const source = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  const target = new Int32Array(to.buffer, to.byteOffset, to.length * 2);
  for (let i = 0; i < rows.length; i++) {
    target[2 * into[i]] = source[2 * rows[i]];
    target[2 * into[i] + 1] = source[2 * rows[i] + 1];
  }
}

/** @throws RangeError where the finer unit has no 64 bits for it: nanoseconds reach from 1677 to 2262 */
function scaled(count: bigint, scale: bigint): bigint {
  const fine = count * scale;
  if (BigInt.asIntN(64, fine) === fine) return fine;
  throw new RangeError('a time in it is beyond 1677 to 2262, all that nanoseconds hold, which another file has');
}

const PER_SECOND = { ms: 1_000n, us: 1_000_000n, ns: 1_000_000_000n } as const;

/** What to multiply by; the target's unit is never the coarser one. */
function rescale(from: Column, to: Column): bigint {
  return from.type === 'timestamp' && to.type === 'timestamp' ? PER_SECOND[to.unit] / PER_SECOND[from.unit] : 1n;
}

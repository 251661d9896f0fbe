import type { Column, Times, TimeUnit } from './column';
import { instantFromNs } from '../time/time';

const NANOS = { ms: 1_000_000n, us: 1_000n, ns: 1n } as const;

/**
 * A timestamp column as instants. Milliseconds and microseconds within ±2^53 µs are read from the halves of
 * each int64; only what lies beyond, and nanoseconds, goes through a bigint.
 * The last count of milliseconds or microseconds on either side is what DuckDB writes for an infinite time, which is none.
 * @param column of type timestamp
 * @param into where the microseconds go, at least as long; by default a new array
 */
export function timesOf(column: Column, into: Float64Array = new Float64Array(column.values.length)): Times {
  if (column.type !== 'timestamp') throw new TypeError(`a ${column.type} column holds no times`);
  const { values, valid, unit } = column;
  const us = into.subarray(0, values.length);
  const slow = unit === 'ns' ? us.map((_, row) => row) : beyondDoubles(values, unit, us);
  const ns = slow.length === 0 ? undefined : new Int32Array(values.length);
  for (const row of slow) {
    const instant = isInfinite(values[row], unit) ? NONE : instantFromNs(values[row] * NANOS[unit]);
    us[row] = instant.us;
    if (ns) ns[row] = instant.ns;
  }
  if (valid) for (let row = 0; row < us.length; row++) if (valid[row] === 0) us[row] = NaN;
  return { us, ns };
}

const NONE = { us: NaN, ns: 0 };

function isInfinite(count: bigint, unit: TimeUnit): boolean {
  return unit !== 'ns' && (count === LAST || count === -LAST);
}

const LAST = 2n ** 63n - 1n;

/** Fills `us` from the halves; answers the rows whose microseconds no double holds. */
function beyondDoubles(values: BigInt64Array, unit: 'ms' | 'us', us: Float64Array): number[] {
  const halves = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  const scale = unit === 'ms' ? 1000 : 1;
  const limit = Number.MAX_SAFE_INTEGER / scale;
  const slow: number[] = [];
  for (let row = 0; row < us.length; row++) {
    const count = halves[2 * row + 1] * 0x100000000 + (halves[2 * row] >>> 0);
    us[row] = count * scale;
    if (count > limit || count < -limit) slow.push(row);
  }
  return slow;
}

import type { Times } from '../../columns/column';
import { instantToNs } from '../../time/time';
import type { Instant } from '../../time/time';
import type { AsOfRequest } from '../offline-store';

/** The ticks in which a source's event and created times are compared. */
export interface Units {
  readonly event: 'us' | 'ns';
  readonly created: 'us' | 'ns';
}

/** The times between which a row of history serves an entity row, in ticks of the engine, ends included. */
export interface RowBounds {
  /** The greatest event time that may match. */
  readonly hi: BigInt64Array;
  /** The smallest one that is alive; undefined where there is no TTL. */
  readonly lo: BigInt64Array | undefined;
  /** The greatest created time that was known. */
  readonly cut: BigInt64Array;
}

/**
 * An engine that compares whole ticks gives the right answer for finer times too, where each bound is rounded to the
 * tick inside it: so no SQL knows of TTLs, exclusive bounds or nanoseconds. Beyond 64 bits a bound is the last tick.
 */
export function rowBounds({ entityTimes, length, ttl = 0, bound }: AsOfRequest, { event, created }: Units): RowBounds {
  const hi = new BigInt64Array(length);
  const lo = ttl === 0 ? undefined : new BigInt64Array(length);
  const cut = new BigInt64Array(length);
  const age = BigInt(ttl) * 1000n;
  for (let row = 0; row < length; row++) {
    const nanos = nanosAt(entityTimes, row);
    cut[row] = floorTick(nanos, created);
    hi[row] = bound === 'inclusive' ? floorTick(nanos, event) : fitted(ceilTick(nanos, event) - 1n);
    if (lo) lo[row] = ceilTick(nanos - age, event);
  }
  return { hi, lo, cut };
}

function nanosAt({ us, ns }: Times, row: number): bigint {
  return BigInt(us[row]) * 1000n + BigInt(ns?.[row] ?? 0);
}

const NANOS = { us: 1000n, ns: 1n } as const;

/** The last tick that is not after these nanoseconds. */
export function floorTick(nanos: bigint, unit: 'us' | 'ns'): bigint {
  const by = NANOS[unit];
  return fitted((nanos - (((nanos % by) + by) % by)) / by);
}

/** The first tick that is not before these nanoseconds. */
export function ceilTick(nanos: bigint, unit: 'us' | 'ns'): bigint {
  return fitted(-floorTick(-nanos, unit));
}

/** An instant as the last tick at or before it, or the first at or after it. */
export function tickOf(instant: Instant, unit: 'us' | 'ns', side: 'floor' | 'ceil'): bigint {
  const nanos = instantToNs(instant);
  return side === 'floor' ? floorTick(nanos, unit) : ceilTick(nanos, unit);
}

/** Did a bound not fit into 64 bits of its ticks? */
export function isBeyond(tick: bigint): boolean {
  return tick >= MAX || tick <= -MAX;
}

const MAX = 2n ** 63n - 1n;

function fitted(tick: bigint): bigint {
  return tick > MAX ? MAX : tick < -MAX ? -MAX : tick;
}

/** The smallest and the greatest; of none 0. */
export function extent(values: BigInt64Array): { readonly min: bigint; readonly max: bigint } {
  let [min, max] = values.length === 0 ? [0n, 0n] : [values[0], values[0]];
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { min, max };
}

/** Microseconds within the years 1 to 9999, which every database has; a bound beyond them is the last of them. */
export function inYears(micros: bigint): bigint {
  return micros < FIRST ? FIRST : micros > LAST ? LAST : micros;
}

const FIRST = -62_135_596_800_000_000n;
const LAST = 253_402_300_799_999_999n;

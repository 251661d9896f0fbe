import type { HistoryRows } from './as-of';
import { compareRows } from './rule';

/** The newest row so far of each key code, in arrays that grow with the codes. */
export interface Newest {
  us: Float64Array;
  ns: Int32Array;
  /** NaN = null. */
  createdUs: Float64Array;
  createdNs: Int32Array;
  /** The row's place in source order; −1 = none yet. */
  position: Float64Array;
}

/** @param room how many codes it holds before it grows */
export function createNewest(room = 1024): Newest {
  return {
    us: new Float64Array(room),
    ns: new Int32Array(room),
    createdUs: new Float64Array(room),
    createdNs: new Int32Array(room),
    position: new Float64Array(room).fill(-1),
  };
}

/** @param rows codes from 0 to `size` − 1; −1 = a row that does not count */
export function keepNewest(newest: Newest, rows: HistoryRows, size: number): void {
  reserve(newest, size);
  const { us, ns, createdUs, createdNs, position } = newest;
  const { codes, event, created } = rows;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row];
    if (code < 0) continue;
    const at = event.us[row];
    const atNs = event.ns === undefined ? 0 : event.ns[row];
    const createdAt = created === undefined ? NaN : created.us[row];
    const createdAtNs = created?.ns === undefined ? 0 : created.ns[row];
    if (position[code] >= 0) {
      const order = compareRows(at, atNs, createdAt, createdAtNs, us[code], ns[code], createdUs[code], createdNs[code]);
      if (order < 0 || (order === 0 && rows.first + row < position[code])) continue;
    }
    us[code] = at;
    ns[code] = atNs;
    createdUs[code] = createdAt;
    createdNs[code] = createdAtNs;
    position[code] = rows.first + row;
  }
}

function reserve(newest: Newest, size: number): void {
  if (size <= newest.us.length) return;
  const room = Math.max(size, newest.us.length * 2);
  const grown = createNewest(room);
  for (const part of ['us', 'ns', 'createdUs', 'createdNs', 'position'] as const) {
    grown[part].set(newest[part]);
  }
  Object.assign(newest, grown);
}

import type { Times } from '../columns/column';
import { CHUNK } from '../columns/columns';
import type { EntityOrder } from './entity-order';
import { groupRows } from './entity-order';
import { compareRows, isExpired } from './rule';

/**
 * For each slot of the entity order the best row seen so far among those that can serve this slot and not the
 * one before it. `us` is −Infinity where there is none yet.
 */
export interface Candidates {
  readonly us: Float64Array;
  readonly ns: Int32Array;
  /** NaN = null. */
  readonly createdUs: Float64Array;
  readonly createdNs: Int32Array;
  /** The row's place in source order. */
  readonly position: Float64Array;
  /** Has a row of nanoseconds been offered? Then whole microseconds are compared with them too, whatever file they are in. */
  isFine: boolean;
}

/** History rows, in source order: the first of them is number `first`. */
export interface HistoryRows {
  readonly first: number;
  /** The key's code in the entity order's index, −1 = a key that nobody asks for. */
  readonly codes: Int32Array;
  /** NaN = null: such a row serves nobody. */
  readonly event: Times;
  readonly created: Times | undefined;
}

export interface AsOfOptions {
  /** Whole microseconds, 0 = no limit. */
  readonly ttl: number;
  readonly bound: 'inclusive' | 'exclusive';
  readonly createdCutoff: boolean;
}

export function createCandidates(slots: number): Candidates {
  return {
    us: new Float64Array(slots).fill(-Infinity),
    ns: new Int32Array(slots),
    createdUs: new Float64Array(slots),
    createdNs: new Int32Array(slots),
    position: new Float64Array(slots),
    isFine: false,
  };
}

/** Room to work in, used again for each batch: new arrays of this size would keep the garbage collector busy. */
export interface Room {
  readonly rows: Int32Array;
  readonly times: Float64Array;
}

/** @param rows that `placeRows` is given at most in one go */
export function createRoom(rows: number): Room {
  return { rows: new Int32Array(rows), times: new Float64Array(rows) };
}

/**
 * Offers each history row to the first entity row that it can serve; it stays there if it beats the one that is
 * there already. Rows are taken key by key, so that the times of one key stay in the processor's cache.
 */
export function placeRows(
  best: Candidates,
  order: EntityOrder,
  rows: HistoryRows,
  options: AsOfOptions,
  room: Room,
): void {
  best.isFine ||= rows.event.ns !== undefined || rows.created?.ns !== undefined;
  if (best.isFine || order.ns !== undefined || options.createdCutoff || options.bound === 'exclusive')
    placeExactly(best, order, rows, options);
  else placeMicros(best, order, rows, room);
}

/** The common case: whole microseconds, `time <= t`. Times are laid out key by key first, to be read in a row. */
function placeMicros(best: Candidates, order: EntityOrder, rows: HistoryRows, { rows: into, times }: Room): void {
  const ends = new Int32Array(order.starts.length);
  const grouped = groupRows(rows.codes, ends, into);
  for (let i = 0; i < grouped.length; i++) times[i] = rows.event.us[grouped[i]];
  for (let code = 0; code + 1 < ends.length; code++) {
    placeKey(best, order, rows, code, grouped, times, ends[code], ends[code + 1]);
  }
}

/** The rows `from` to `to` − 1 of `grouped`, all of one key. */
function placeKey(
  best: Candidates,
  order: EntityOrder,
  rows: HistoryRows,
  code: number,
  grouped: Int32Array,
  times: Float64Array,
  from: number,
  to: number,
): void {
  const { us: asked, starts } = order;
  const { us: bestUs, createdUs: bestCreated, position: bestPosition } = best;
  const created = rows.created?.us;
  const end = starts[code + 1];
  const count = end - starts[code];
  for (let i = from; i < to && count > 0; i++) {
    const at = times[i];
    let slot = starts[code];
    // Halving without a branch that depends on the data: the processor would guess it wrong every other time.
    for (let left = count; left > 1;) {
      const half = left >>> 1;
      slot = asked[slot + half - 1] < at ? slot + half : slot;
      left -= half;
    }
    if (asked[slot] < at) slot++;
    if (slot === end || !(at >= bestUs[slot])) continue;
    const createdAt = created === undefined ? NaN : created[grouped[i]];
    const position = rows.first + grouped[i];
    if (at === bestUs[slot] && !beatsTie(best, slot, createdAt, position)) continue;
    bestUs[slot] = at;
    bestCreated[slot] = createdAt;
    bestPosition[slot] = position;
  }
}

/** Of two rows of one event time: the later created, null smallest; of one created time: the later in source order. */
function beatsTie(best: Candidates, slot: number, created: number, position: number): boolean {
  const order = compareRows(0, 0, created, 0, 0, 0, best.createdUs[slot], best.createdNs[slot]);
  return order > 0 || (order === 0 && position > best.position[slot]);
}

/** Every case: nanoseconds, the exclusive bound, the created cutoff. */
function placeExactly(best: Candidates, order: EntityOrder, rows: HistoryRows, options: AsOfOptions): void {
  const { event, created } = rows;
  const cutoff = options.createdCutoff && created !== undefined;
  for (const row of groupRows(rows.codes, new Int32Array(order.starts.length))) {
    const us = event.us[row];
    const ns = event.ns?.[row] ?? 0;
    const createdUs = created?.us[row] ?? NaN;
    const createdNs = created?.ns?.[row] ?? 0;
    if (Number.isNaN(us) || (cutoff && Number.isNaN(createdUs))) continue;
    const end = order.starts[rows.codes[row] + 1];
    let slot = firstSlot(order, order.starts[rows.codes[row]], end, us, ns, options.bound === 'exclusive');
    if (cutoff) slot = firstSlot(order, slot, end, createdUs, createdNs, false);
    if (slot === end) continue;
    const position = rows.first + row;
    offer(best, slot, us, ns, createdUs, createdNs, position);
  }
}

/** The first slot in [low, high) whose time is at (or, `after`, later than) the given one; `high` where none is. */
function firstSlot(order: EntityOrder, low: number, high: number, us: number, ns: number, after: boolean): number {
  while (low < high) {
    const middle = (low + high) >>> 1;
    const distance = order.us[middle] - us || (order.ns?.[middle] ?? 0) - ns;
    if (after ? distance <= 0 : distance < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function offer(
  best: Candidates,
  slot: number,
  us: number,
  ns: number,
  createdUs: number,
  createdNs: number,
  position: number,
): void {
  const order = compareRows(
    us,
    ns,
    createdUs,
    createdNs,
    best.us[slot],
    best.ns[slot],
    best.createdUs[slot],
    best.createdNs[slot],
  );
  if (order < 0 || (order === 0 && position < best.position[slot])) return;
  best.us[slot] = us;
  best.ns[slot] = ns;
  best.createdUs[slot] = createdUs;
  best.createdNs[slot] = createdNs;
  best.position[slot] = position;
}

/** Takes into `best` what another thread found in its share of the history. */
export function mergeCandidates(best: Candidates, other: Candidates): void {
  for (let from = 0; from < other.us.length; from += CHUNK) {
    mergeSlots(best, other, from, Math.min(from + CHUNK, other.us.length));
  }
}

function mergeSlots(best: Candidates, other: Candidates, from: number, to: number): void {
  const { us, ns, createdUs, createdNs, position } = other;
  for (let slot = from; slot < to; slot++) {
    if (us[slot] === -Infinity || us[slot] < best.us[slot]) continue;
    offer(best, slot, us[slot], ns[slot], createdUs[slot], createdNs[slot], position[slot]);
  }
}

/**
 * For each entity row the position of the source row that wins at its time, −1 where none does. One pass along
 * each key carries the best row so far to the later slots, which it can serve as well, and drops it where it has
 * expired: a row that is older than the newest one expires earlier, so no other could step in.
 */
export function winners(order: EntityOrder, best: Candidates, length: number, options: AsOfOptions): Float64Array {
  const out = new Float64Array(length).fill(-1);
  for (let code = 0; code + 1 < order.starts.length; code++) winnersOfKey(order, best, code, options.ttl, out);
  return out;
}

function winnersOfKey(order: EntityOrder, best: Candidates, code: number, ttl: number, out: Float64Array): void {
  const { starts, rows, us, ns } = order;
  let top = -1;
  for (let slot = starts[code]; slot < starts[code + 1]; slot++) {
    if (best.us[slot] > -Infinity && (top < 0 || beats(best, slot, top))) top = slot;
    if (top < 0 || isExpired(best.us[top], best.ns[top], us[slot], ns?.[slot] ?? 0, ttl)) continue;
    out[rows[slot]] = best.position[top];
  }
}

/** Two rows of the same times have the same first slot, so that between slots nothing is left to tie. */
function beats(best: Candidates, slot: number, other: number): boolean {
  const { us, ns, createdUs, createdNs } = best;
  return (
    compareRows(
      us[slot],
      ns[slot],
      createdUs[slot],
      createdNs[slot],
      us[other],
      ns[other],
      createdUs[other],
      createdNs[other],
    ) > 0
  );
}

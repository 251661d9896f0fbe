import type { Times } from '../columns/column';

/**
 * Sorts the slots of each key by time, `us` and `rows` together: a merge sort, because a comparing function called
 * for each pair would cost more than the rest of the preparation.
 * @param us the time of each slot
 * @param rows the entity row of each slot
 * @param starts the slots of key code `k` are `starts[k]` to `starts[k + 1] - 1`
 * @param times the rows' times; nanoseconds are compared where there are any
 */
export function sortByTime(us: Float64Array, rows: Int32Array, starts: Int32Array, times: Times): void {
  const spare = { us: new Float64Array(us.length), rows: new Int32Array(rows.length) };
  for (let code = 0; code + 1 < starts.length; code++) {
    if (times.ns === undefined) mergeSort(us, rows, spare.us, spare.rows, starts[code], starts[code + 1]);
    else sortExactly(us, rows.subarray(starts[code], starts[code + 1]), times, starts[code]);
  }
}

function sortExactly(us: Float64Array, rows: Int32Array, times: Times, start: number): void {
  const ns = times.ns as Int32Array;
  rows.sort((a, b) => times.us[a] - times.us[b] || ns[a] - ns[b]);
  for (let i = 0; i < rows.length; i++) us[start + i] = times.us[rows[i]];
}

const RUN = 16;

/** Runs of 16 by insertion, then merged in pairs, to and fro between the arrays and the spare ones. */
function mergeSort(
  us: Float64Array,
  rows: Int32Array,
  spareUs: Float64Array,
  spareRows: Int32Array,
  start: number,
  end: number,
): void {
  for (let run = start; run < end; run += RUN) insertionSort(us, rows, run, Math.min(run + RUN, end));
  let [fromUs, fromRows, toUs, toRows] = [us, rows, spareUs, spareRows];
  for (let width = RUN; width < end - start; width *= 2) {
    for (let run = start; run < end; run += 2 * width) {
      merge(fromUs, fromRows, toUs, toRows, run, Math.min(run + width, end), Math.min(run + 2 * width, end));
    }
    [fromUs, fromRows, toUs, toRows] = [toUs, toRows, fromUs, fromRows];
  }
  if (fromUs === us) return;
  us.set(fromUs.subarray(start, end), start);
  rows.set(fromRows.subarray(start, end), start);
}

function insertionSort(us: Float64Array, rows: Int32Array, start: number, end: number): void {
  for (let i = start + 1; i < end; i++) {
    const [time, row] = [us[i], rows[i]];
    let at = i;
    for (; at > start && us[at - 1] > time; at--) {
      us[at] = us[at - 1];
      rows[at] = rows[at - 1];
    }
    us[at] = time;
    rows[at] = row;
  }
}

/** The sorted stretches [left, right) and [right, end) into [left, end) of the other arrays. */
function merge(
  fromUs: Float64Array,
  fromRows: Int32Array,
  toUs: Float64Array,
  toRows: Int32Array,
  left: number,
  right: number,
  end: number,
): void {
  let [a, b] = [left, right];
  for (let at = left; at < end; at++) {
    const isLeft = a < right && (b >= end || fromUs[a] <= fromUs[b]);
    const source = isLeft ? a++ : b++;
    toUs[at] = fromUs[source];
    toRows[at] = fromRows[source];
  }
}

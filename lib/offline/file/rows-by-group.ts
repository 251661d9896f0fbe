import { CHUNK } from '../../columns';
import { groupRows } from '../../join/entity-order';
import type { GroupRef } from './tasks';

/** The rows to fetch from one group, and where each goes in the answer. */
export interface GroupShare {
  readonly group: GroupRef;
  /** Row numbers within the group. */
  readonly rows: Int32Array;
  readonly targets: Int32Array;
}

/**
 * Sorts positions in source order by the group that holds them; groups that hold none are left out.
 * @param groups in source order
 * @param positions −1 = nothing to fetch
 */
export function rowsByGroup(groups: readonly GroupRef[], positions: Float64Array): GroupShare[] {
  const codes = new Int32Array(positions.length);
  const firsts = Float64Array.from(groups, (group) => group.first);
  for (let from = 0; from < codes.length; from += CHUNK) {
    groupCodes(firsts, positions.subarray(from, from + CHUNK), codes.subarray(from, from + CHUNK));
  }
  const starts = new Int32Array(groups.length + 1);
  const sorted = groupRows(codes, starts);
  return groups
    .map((group, g) => {
      const targets = sorted.subarray(starts[g], starts[g + 1]);
      return { group, targets, rows: targets.map((i) => positions[i] - group.first) };
    })
    .filter((share) => share.rows.length > 0);
}

/** For each position the number of the group that holds it: the last that begins at or before it. */
function groupCodes(firsts: Float64Array, positions: Float64Array, codes: Int32Array): void {
  for (let i = 0; i < positions.length; i++) {
    if (positions[i] < 0) {
      codes[i] = -1;
      continue;
    }
    let low = 0;
    let high = firsts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (firsts[middle] <= positions[i]) low = middle;
      else high = middle - 1;
    }
    codes[i] = low;
  }
}

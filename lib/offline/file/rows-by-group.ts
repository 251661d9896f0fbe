import { CHUNK } from '../../columns/columns';
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
  const pages = groupOfPages(groups);
  for (let from = 0; from < codes.length; from += CHUNK) {
    groupCodes(firsts, pages, positions.subarray(from, from + CHUNK), codes.subarray(from, from + CHUNK));
  }
  const starts = new Int32Array(groups.length + 1);
  const sorted = groupRows(codes, starts);
  return groups
    .map((group, g) => {
      const targets = sorted.subarray(starts[g], starts[g + 1]);
      return { group, targets, rows: rowsWithin(group, positions, targets) };
    })
    .filter((share) => share.rows.length > 0);
}

function rowsWithin({ first }: GroupRef, positions: Float64Array, targets: Int32Array): Int32Array {
  const rows = new Int32Array(targets.length);
  for (let i = 0; i < rows.length; i++) rows[i] = positions[targets[i]] - first;
  return rows;
}

/** Positions to a page of the table that says where to look: a search for each would cost as much as the fetching. */
const PAGE = 65_536;

/** For each page of positions the number of the group that holds its first. */
function groupOfPages(groups: readonly GroupRef[]): Int32Array {
  const last = groups.at(-1);
  const pages = new Int32Array(last ? Math.ceil((last.first + last.rows) / PAGE) : 0);
  let group = 0;
  for (let page = 0; page < pages.length; page++) {
    while (group + 1 < groups.length && groups[group + 1].first <= page * PAGE) group++;
    pages[page] = group;
  }
  return pages;
}

/** For each position the number of the group that holds it: the last that begins at or before it. */
function groupCodes(firsts: Float64Array, pages: Int32Array, positions: Float64Array, codes: Int32Array): void {
  for (let i = 0; i < positions.length; i++) {
    const position = positions[i];
    let group = position < 0 ? -1 : pages[Math.floor(position / PAGE)];
    if (group >= 0) while (firsts[group + 1] <= position) group++;
    codes[i] = group;
  }
}

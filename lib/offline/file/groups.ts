import type { Window } from '../offline-store';
import type { Footer } from './footer';
import type { GroupRef, TimeColumns } from './tasks';

/** Every row group of the files, in source order, with the position of its first row. */
export function groupsOf(footers: readonly Footer[]): GroupRef[] {
  let first = 0;
  return footers.flatMap(({ path, place, stamp, rowGroups }) =>
    rowGroups.map(({ rows }, rowGroup) => {
      const group = { path, place, stamp, rowGroup, rows, first };
      first += rows;
      return group;
    }),
  );
}

/**
 * The groups that may hold a row for one of the times: by the footer's statistics, those whose rows all lie
 * after the last time, or all before the first one less the TTL, cannot.
 * @param us the entity rows' times in microseconds
 * @param ttl in microseconds, 0 = no limit
 */
export function withinTimes(
  groups: readonly GroupRef[],
  footers: readonly Footer[],
  timeColumn: string,
  us: Float64Array,
  ttl: number,
): GroupRef[] {
  let earliest = Infinity;
  let latest = -Infinity;
  for (const time of us) {
    if (time < earliest) earliest = time;
    if (time > latest) latest = time;
  }
  const oldest = ttl === 0 ? -Infinity : earliest - ttl - 1;
  const rowGroups = footers.flatMap((footer) => footer.rowGroups);
  return groups.filter((group, i) => {
    const range = rowGroups[i].times.get(timeColumn);
    return group.rows > 0 && us.length > 0 && (range === undefined || (range.min <= latest + 1 && range.max >= oldest));
  });
}

/** The groups that may hold a row of the window, by the footer's statistics: see `inWindow`. */
export function withinWindow(
  groups: readonly GroupRef[],
  footers: readonly Footer[],
  { event, created }: TimeColumns,
  { from, to, orCreatedFrom }: Window,
): GroupRef[] {
  const rowGroups = footers.flatMap((footer) => footer.rowGroups);
  return groups.filter(({ rows }, i) => {
    const { times } = rowGroups[i];
    const range = times.get(event) ?? ANY;
    if (rows === 0 || range.min > to.us + 1) return false;
    if (from === undefined || range.max >= from.us) return true;
    return orCreatedFrom !== undefined && created !== undefined && (times.get(created) ?? ANY).max >= orCreatedFrom.us;
  });
}

const ANY = { min: -Infinity, max: Infinity };

/** Deals items out to at most `hands` hands of about equal weight, heaviest first; each hand keeps its items in order. */
export function dealGroups<T>(items: readonly T[], weight: (item: T) => number, hands: number): T[][] {
  const dealt = Array.from({ length: Math.min(hands, items.length) }, () => ({ total: 0, numbers: [] as number[] }));
  const heaviest = items.map((item, i) => ({ i, w: weight(item) })).sort((a, b) => b.w - a.w || a.i - b.i);
  for (const { i, w } of heaviest) {
    const lightest = dealt.reduce((least, hand) => (hand.total < least.total ? hand : least));
    lightest.total += w;
    lightest.numbers.push(i);
  }
  return dealt.map(({ numbers }) => numbers.sort((a, b) => a - b).map((i) => items[i]));
}

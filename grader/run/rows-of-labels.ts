import type { Label } from '../fraud/world';
import { cell } from './cell';
import type { TrainingSet } from './training-set';
import { isSame, shown } from './values';

const COLUMNS = ['customer_id', 'merchant_id', 'event_timestamp'] as const;

/**
 * Which row of the training set is each label's: the rows in the labels' order, -1 for a label that has none. Undefined
 * where the rows are no such choice of the labels. As many rows as labels may stand in any order: each is that of the
 * label with the same three, and where they are not the labels' three, of the one at its place.
 */
export function rowsOfLabels(labels: readonly Label[], set: TrainingSet): readonly number[] | undefined {
  if (set.rows === labels.length) return inAnyOrder(labels, set) ?? labels.map((_, row) => row);
  let next = 0;
  const rows = labels.map((label) => (next < set.rows && isRowOf(label, set, next) ? next++ : -1));
  return next === set.rows ? rows : undefined;
}

/** Undefined where a label has no row of the same three that is not another's. Of equal ones, the first is the first's. */
function inAnyOrder(labels: readonly Label[], set: TrainingSet): readonly number[] | undefined {
  const rows = new Map<string, number[]>();
  for (let row = set.rows - 1; row >= 0; row--) {
    const key = COLUMNS.map((name) => shown(cell(set, name, row))).join();
    const known = rows.get(key);
    if (known) known.push(row);
    else rows.set(key, [row]);
  }
  const found: number[] = [];
  for (const label of labels) {
    const row = rows.get(COLUMNS.map((name) => shown(label[name])).join())?.pop();
    if (row === undefined || !isRowOf(label, set, row)) return undefined;
    found.push(row);
  }
  return found;
}

function isRowOf(label: Label, set: TrainingSet, row: number): boolean {
  return COLUMNS.every((name) => isSame(label[name], cell(set, name, row)));
}

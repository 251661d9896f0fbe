import type { Label } from '../fraud/world';
import { cell } from './cell';
import type { TrainingSet } from './training-set';
import { isSame } from './values';

/**
 * Which row of the training set is each label's: the rows in the labels' order, -1 for a label that has none. Undefined
 * where the rows are no such choice of the labels.
 */
export function rowsOfLabels(labels: readonly Label[], set: TrainingSet): readonly number[] | undefined {
  let next = 0;
  const isNext = (label: Label): boolean =>
    next < set.rows &&
    isSame(label.customer_id, cell(set, 'customer_id', next)) &&
    isSame(label.merchant_id, cell(set, 'merchant_id', next)) &&
    isSame(label.event_timestamp, cell(set, 'event_timestamp', next));
  if (set.rows === labels.length) return labels.map((_, row) => row);
  const rows = labels.map((label) => (isNext(label) ? next++ : -1));
  return next === set.rows ? rows : undefined;
}

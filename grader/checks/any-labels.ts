import type { Request } from '../fraud/world';
import { expectedOf } from '../run/expected-of';
import type { Mismatch } from '../run/judge';
import { runTrial } from '../run/trial';
import { plainTrial } from '../worlds/plain-trial';
import { outcomeOf } from './check';
import type { Check } from './check';

/**
 * M4: labels in any order, some of them twice, and some of those once as fraud and once as none. Here alone the rows must
 * stand in their order.
 */
export const anyLabels: Check = async (context) => {
  const random = context.random('M4');
  const { world, labels } = plainTrial(context.plain(random), random);
  const expectation = await expectedOf(context, { world, labels });
  const again = labels.filter((_, i) => i % 3 === 0);
  const flipped = again.slice(0, 4).map((label) => ({ ...label, is_fraud: 1 }));
  const mixed = random.shuffle([...labels, ...again, ...flipped, labels[0]]);
  const { mismatches, ...rest } = await runTrial(context, { world, labels: mixed, inOrder: true }, expectation);
  // What becomes of the features of fraud is L1's question.
  const isFlipped = ({ now, request }: Mismatch): boolean =>
    flipped.some((label) => label.event_timestamp === now && isSameKey(label, request));
  const own = mismatches.filter((mismatch) => mismatch.view === undefined || !isFlipped(mismatch));
  return outcomeOf({ ...rest, mismatches: own }, 'rows_lost_or_added');
};

function isSameKey(one: Request, other: Request): boolean {
  return one.customer_id === other.customer_id && one.merchant_id === other.merchant_id;
}

import { expectedOf } from '../run/expected-of';
import { runTrial } from '../run/trial';
import { plainTrial } from '../worlds/plain-trial';
import { outcomeOf } from './check';
import type { Check } from './check';
import { isAbout } from './is-about';

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
  const isFlipped = isAbout(flipped);
  const own = mismatches.filter((mismatch) => mismatch.view === undefined || !isFlipped(mismatch));
  return outcomeOf({ ...rest, mismatches: own }, 'rows_lost_or_added');
};

import { expectedOf } from '../run/expected-of';
import { runTrial } from '../run/trial';
import { plainTrial } from '../worlds/plain-trial';
import { outcomeOf } from './check';
import type { Check } from './check';

/** M4: labels in any order, some of them twice, and some of those once as fraud and once as none. */
export const anyLabels: Check = async (context) => {
  const random = context.random('M4');
  const { world, labels } = plainTrial(context.plain(random), random);
  const expectation = await expectedOf(context, { world, labels });
  const again = labels.filter((_, i) => i % 3 === 0);
  const flipped = again.slice(0, 4).map((label) => ({ ...label, is_fraud: 1 }));
  const mixed = random.shuffle([...labels, ...again, ...flipped, labels[0]]);
  return outcomeOf(await runTrial(context, { world, labels: mixed }, expectation), 'rows_lost_or_added');
};

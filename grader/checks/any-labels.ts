import { expectedOf } from '../run/expected-of';
import { runTrial } from '../run/trial';
import { plainTrial } from '../worlds/plain-trial';
import { outcomeOf } from './check';
import type { Check } from './check';

/** M4: labels in any order, some of them twice. */
export const anyLabels: Check = async (context) => {
  const random = context.random('M4');
  const { world, labels } = plainTrial(context.plain(random), random);
  const expectation = await expectedOf(context, { world, labels });
  const mixed = random.shuffle([...labels, ...labels.filter((_, i) => i % 3 === 0), labels[0]]);
  return outcomeOf(await runTrial(context, { world, labels: mixed }, expectation), 'rows_lost_or_added');
};

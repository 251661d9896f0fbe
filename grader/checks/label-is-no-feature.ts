import { plainTrial } from '../worlds/plain-trial';
import { trials } from './check';
import type { Check } from './check';

/** L1: other labels, the same features; and the labels come out as they went in. */
export const labelIsNoFeature: Check = trials('target_leak', (context) => {
  const random = context.random('L1');
  const { world, labels } = plainTrial(context.plain(random), random);
  return [{ world, labels: labels.map((label, i) => ({ ...label, is_fraud: i % 2 })) }];
});

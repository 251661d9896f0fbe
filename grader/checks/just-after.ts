import { boundaryWorld } from '../worlds/boundary-world';
import { labelOf, requestOf } from '../worlds/plain-world';
import { trials } from './check';
import type { Check } from './check';

/** M2: a row one microsecond after t never counts, one at t or just before it does; on both paths. */
export const justAfterAndBefore: Check = trials('boundary', (context) => {
  const { world, pairs, t } = boundaryWorld(context.random('M2'));
  return [
    { world, labels: pairs.map((pair) => labelOf(pair, t)), servings: [{ end: t, requests: pairs.map(requestOf) }] },
  ];
});

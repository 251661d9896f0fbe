import { plainTrial } from '../worlds/plain-trial';
import { trials } from './check';
import type { Check } from './check';

/** M9: the same numbers are customers and merchants, and (a, b) is not (b, a). */
export const sameIdsOnBothSides: Check = trials('key_mixup', (context) => {
  const random = context.random('M9');
  const ids = [1, 2, 3, 4];
  const plain = context.plain(random, { customers: ids, merchants: ids });
  return [plainTrial(plain, random, 1)];
});

import { plainTrial } from '../worlds/plain-trial';
import { trials } from './check';
import type { Check } from './check';

/** Small, negative, zero, beyond 32 bits (4294967297 is 1 there), and the greatest that are safe. */
const CUSTOMERS = [1, 11, 0, 4_294_967_297, -5, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER - 2];
const MERCHANTS = [12, 2, -12, 4_294_967_298, Number.MIN_SAFE_INTEGER, -0x8000_0000];

/** M5: the plain world under other names. (1, 12) and (11, 2) are two pairs. */
export const anyIds: Check = trials('id_handling', (context) => {
  const random = context.random('M5');
  return [plainTrial(context.plain(random, { customers: CUSTOMERS, merchants: MERCHANTS }), random, 1)];
});

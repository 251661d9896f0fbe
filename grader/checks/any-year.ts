import { plainTrial } from '../worlds/plain-trial';
import { plainWorld } from '../worlds/plain-world';
import { trials } from './check';
import type { Check } from './check';

/** M6: the plain world before 1970, and in years that this machine has not seen. */
export const anyYear: Check = trials('time_range', (context) =>
  [1931, 2061].map((year) => {
    const random = context.random(`M6 ${String(year)}`);
    return plainTrial(plainWorld(random, { start: Date.UTC(year, 2, 6, random.int(0, 23)) * 1000 }), random, 1);
  }),
);

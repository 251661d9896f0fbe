import type { Check } from './check';
import { inEach } from './in-each';

/** D1: the same again, with chance from one end of its range and from the other. */
export const twiceTheSame: Check = (context) =>
  inEach(context, 'D1', 'nondeterminism', [
    [{ chance: 0 }, { chance: 0.9 }],
    [{ chance: 0.9 }, { chance: 0 }],
  ]);

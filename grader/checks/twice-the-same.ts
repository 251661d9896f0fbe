import type { Check } from './check';
import { inEach } from './in-each';
import type { Machine } from './in-each';

/** Chance from one end of its range, and from the other. */
export const CHANCES: readonly Machine[] = [
  [() => ({ chance: 0 }), () => ({ chance: 0.9 })],
  [() => ({ chance: 0.9 }), () => ({ chance: 0 })],
];

/** D1: the same again. */
export const twiceTheSame: Check = (context) => inEach(context, 'D1', 'nondeterminism', CHANCES);

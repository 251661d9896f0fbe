import { bigWorld } from '../worlds/big-world';
import { labelOf, requestOf } from '../worlds/plain-world';
import { trials } from './check';
import type { Check } from './check';

const SIZE = { customers: 40_000, merchants: 3_000, rowsEach: 4, asked: 75, anySize: true };

/** M8: 160,000 rows of a table, in many row groups; values below zero, of any size, and counts up to 2^53 - 1. */
export const muchMoreData: Check = trials('size', (context) => {
  const big = bigWorld(context.random('M8'), SIZE);
  const { asked, end, world } = big;
  context.bigDataOf(big, 20_000);
  // Each pair once: what becomes of a label that is there twice is M4's.
  return [
    { world, labels: asked.map((pair) => labelOf(pair, end)), servings: [{ end, requests: asked.map(requestOf) }] },
  ];
});

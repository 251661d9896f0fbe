import type { Micros } from '../fraud/micros';
import type { Context } from '../run/context';
import type { Trial } from '../run/trial';
import { bigWorld } from '../worlds/big-world';
import { labelOf, quietTime, requestOf } from '../worlds/plain-world';
import { trials } from './check';
import type { Check } from './check';

const SIZE = { customers: 40_000, merchants: 3_000, rowsEach: 4, asked: 75, anySize: true };

/** Who looks through everything for each answer is slow, which is P1's question, and no reason for a run too long. */
const SERVED = 40;

/** Beyond what readers hand out at once: DuckDB 2,048 rows. */
const LABELS = 5000;

/**
 * M8: 160,000 rows of a table, in many row groups; values below zero, of any size, and counts up to 2^53 - 1. And of a
 * small world more labels than rows.
 */
export const muchMoreData: Check = trials('size', (context) => {
  const big = bigWorld(context.random('M8'), { ...SIZE, views: context.allViews });
  const { asked, end, world } = big;
  context.bigDataOf(big, 20_000);
  // Each pair once: what becomes of a label that is there twice is M4's.
  return [
    {
      world,
      labels: asked.map((pair) => labelOf(pair, end)),
      servings: [{ end, requests: asked.slice(0, SERVED).map(requestOf) }],
    },
    manyLabels(context),
  ];
});

function manyLabels(context: Context): Trial {
  const random = context.random('M8 labels');
  const plain = context.plain(random);
  const times = new Set<Micros>();
  while (times.size < LABELS / plain.pairs.length) times.add(quietTime(random, plain));
  const inOrder = [...times].sort((a, b) => a - b);
  return { world: plain.world, labels: inOrder.flatMap((at) => plain.pairs.map((pair) => labelOf(pair, at))) };
}

import { bigWorld } from '../worlds/big-world';
import { labelOf, requestOf } from '../worlds/plain-world';
import { trials } from './check';
import type { Check } from './check';

const CUSTOMERS = 40_000;
const MERCHANTS = 3_000;
const ROWS_EACH = 4;
const ASKED = 150;

/** M8: 160,000 rows of a table, in many row groups. */
export const muchMoreData: Check = trials('size', (context) => {
  const random = context.random('M8');
  const { world, pairs, end } = bigWorld(random, CUSTOMERS, MERCHANTS, ROWS_EACH);
  // Each pair once: what becomes of a label that is there twice is M4's.
  const asked = random.shuffle(pairs).slice(0, ASKED);
  return [
    {
      world,
      write: { rowGroupSize: 20_000 },
      labels: asked.map((pair) => labelOf(pair, end)),
      servings: [{ end, requests: asked.map(requestOf) }],
    },
  ];
});

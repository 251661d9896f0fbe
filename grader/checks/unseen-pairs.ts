import { MINUTE } from '../fraud/micros';
import { inOrder, quietTime, requestOf } from '../worlds/plain-world';
import { customerRow, merchantRow } from '../worlds/rows';
import { trials } from './check';
import type { Check } from './check';

/** E3: customers and merchants who never met, at times that no label has. Nothing of training was ever there. */
export const unseenPairs: Check = trials('lookup', (context) => {
  const random = context.random('E3');
  const plain = context.plain(random, { customers: [201, 202, 203], merchants: [601, 602] });
  const end = quietTime(random, plain);
  const loners = [211, 212, 213];
  const shops = [611, 612];
  const recent = { at: end - 10 * MINUTE };
  const world = inOrder({
    ...plain.world,
    customer_stats: [...plain.world.customer_stats, ...loners.map((id) => customerRow(random, id, recent))],
    merchant_stats: [...plain.world.merchant_stats, ...shops.map((id) => merchantRow(random, id, recent))],
  });
  const unmet = loners.flatMap((customer) => shops.map((merchant) => requestOf([customer, merchant])));
  return [{ world, servings: [{ end, requests: [...plain.pairs.map(requestOf), ...unmet] }] }];
});

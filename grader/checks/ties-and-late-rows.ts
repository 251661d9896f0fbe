import { DAY, HOUR, SECOND } from '../fraud/micros';
import type { Micros } from '../fraud/micros';
import type { Row } from '../fraud/world';
import { inOrder, labelOf, quietTime, requestOf } from '../worlds/plain-world';
import { customerRow, merchantRow, transactionRow } from '../worlds/rows';
import { trials } from './check';
import type { Check } from './check';

/**
 * M10: several rows of one time, created one after another or at a time unknown, in every order; and corrections of
 * old rows that were created last of all.
 */
export const tiesAndLateRows: Check = trials('tie_break', (context) => {
  const random = context.random('M10');
  const plain = context.plain(random);
  const t = quietTime(random, { from: plain.from + DAY, end: plain.end });
  const tied = <K>(keys: readonly K[], make: (key: K, times: { at: Micros; created: Micros | null }) => Row): Row[] =>
    keys.flatMap((key, i) => {
      const at = t - HOUR - i * SECOND;
      const orders: (readonly (Micros | null)[])[] = [
        [1, 2, 3],
        [3, 2, 1],
        [2, 3, 1],
        [null, 1, 2],
        [2, 1, null],
        [1, null],
        [null, 1],
      ];
      const created = orders[i % orders.length].map((one) => (one === null ? null : t - HOUR + one * 3 * HOUR));
      const late = make(key, { at: t - 3 * HOUR - i * SECOND, created: t + 20 * HOUR });
      return [late, ...created.map((one) => make(key, { at, created: one }))];
    });
  const customers = [...new Set(plain.pairs.map(([customer]) => customer))];
  const merchants = [...new Set(plain.pairs.map(([, merchant]) => merchant))];
  const world = inOrder({
    customer_stats: [...plain.world.customer_stats, ...tied(customers, (id, times) => customerRow(random, id, times))],
    merchant_stats: [...plain.world.merchant_stats, ...tied(merchants, (id, times) => merchantRow(random, id, times))],
    transactions: [
      ...plain.world.transactions,
      ...tied(plain.pairs, (pair, times) => transactionRow(random, pair, times)),
    ],
  });
  const labels = plain.pairs.map((pair) => labelOf(pair, t));
  return [{ world, labels, servings: [{ end: t, requests: plain.pairs.map(requestOf) }] }];
});

import { DAY, HOUR, MINUTE, SECOND } from '../fraud/micros';
import type { Micros } from '../fraud/micros';
import { shortestTtl } from '../fraud/views';
import type { Row } from '../fraud/world';
import { inOrder, labelOf, quietTime, requestOf } from '../worlds/plain-world';
import { customerRow, merchantRow, transactionRow } from '../worlds/rows';
import { trials } from './check';
import type { Check } from './check';

const TWELVE = Array.from({ length: 12 }, (_, i) => i + 1);

/** Rows of one time lie in one file or in two. */
const FILES = ['part-0.parquet', 'part-1.parquet'];

/** 1969: a time that is known, and below 0. */
const LONG_AGO = -200 * DAY;

/**
 * M10: several rows of one time, created one after another (a microsecond apart, too) or at a time unknown, in every
 * order; and corrections of old rows that were created last of all.
 */
export const tiesAndLateRows: Check = trials('tie_break', (context) => {
  const random = context.random('M10');
  const plain = context.plain(random, { customers: TWELVE.map((i) => 100 + i), merchants: TWELVE.map((i) => 500 + i) });
  const t = quietTime(random, { from: plain.from + DAY, end: plain.end });
  const [one, two, three] = [2, 5, 8].map((hours) => t + hours * HOUR);
  const orders: readonly (readonly (Micros | null)[])[] = [
    [one, two, three],
    [three, two, one],
    [two, three, one],
    [null, one, two],
    [two, one, null],
    [one, null],
    [null, one],
    [one, one + 1],
    [one + 1, one],
    [null, LONG_AGO],
    [LONG_AGO, null],
  ];
  const old = Math.min(2 * HOUR, shortestTtl(context.allViews) / 4);
  const tied = <K>(keys: readonly K[], make: (key: K, times: { at: Micros; created: Micros | null }) => Row): Row[] =>
    keys.flatMap((key, i) => {
      const at = t - 2 * MINUTE - i * SECOND;
      const created = orders[i % orders.length];
      const late = make(key, { at: at - old, created: t + 20 * HOUR });
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
  return [{ world, labels, servings: [{ end: t, requests: plain.pairs.map(requestOf) }], write: { files: FILES } }];
});

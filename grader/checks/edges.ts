import { DAY, HOUR, SECOND } from '../oracle/micros';
import type { Micros } from '../oracle/micros';
import type { Row } from '../oracle/world';
import { inOrder, labelOf, plainWorld, quietTime, requestOf } from '../worlds/plain-world';
import type { Pair } from '../worlds/plain-world';
import { customerRow, merchantRow, transactionRow } from '../worlds/rows';
import { plainTrial } from './equality';
import { trials } from './check';
import type { Check } from './check';

/** Keys of which each has one row of its own age. */
const AGES = 5;

/**
 * T1: rows that are one microsecond younger than the TTL, just as old, and one microsecond older, on both paths; and
 * served again half a day after the store was made, when others have come of age.
 */
export const exactTtl: Check = trials('ttl', (context) => {
  const random = context.random('T1');
  const t = Date.UTC(2023, 4, 20, 12) * 1000 + random.int(0, 3600) * SECOND + 654_321;
  const later = t + DAY / 2;
  const pairs = Array.from({ length: AGES }, (_, i): Pair => [101 + i, 501 + i]);
  const rowsOfAges = (ttl: Micros, make: (i: number, at: Micros) => Row): Row[] =>
    [t - ttl - 1, t - ttl, t - ttl + 1, later - ttl - 1, later - ttl].map((at, i) => make(i, at));
  const ttl = Object.fromEntries(context.views.map((view) => [view.table, view.ttl]));
  const world = inOrder({
    customer_stats: rowsOfAges(ttl['customer_stats'] ?? DAY, (i, at) => customerRow(random, 101 + i, { at })),
    merchant_stats: rowsOfAges(ttl['merchant_stats'] ?? DAY, (i, at) => merchantRow(random, 501 + i, { at })),
    transactions: rowsOfAges(ttl['transactions'] ?? DAY, (i, at) => transactionRow(random, pairs[i], { at })),
  });
  const requests = pairs.map(requestOf);
  return [
    {
      world,
      labels: [t, later].flatMap((at) => pairs.map((pair) => labelOf(pair, at))),
      servings: [
        { end: t, requests },
        { end: t, now: later, requests },
      ],
    },
  ];
});

/** N1: keys that nobody knows, no keys, features that are null in the newest row, and zeros, which are values. */
export const nullsStayNull: Check = trials('null_handling', (context) => {
  const random = context.random('N1');
  const plain = plainWorld(random);
  const t = quietTime(random, { from: plain.from + DAY, end: plain.end });
  const newest = { at: t - HOUR };
  const nulls = { avg_purchase: null, n_purchases_7d: null, avg_rating: null, n_disputes_30d: null, amount: null };
  const zeros = { avg_purchase: 0, n_purchases_7d: 0, avg_rating: 0, n_disputes_30d: 0, amount: 0 };
  const only = (row: Row, values: Row): Row =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, name in values ? values[name] : value]));
  const half = { avg_purchase: null, n_disputes_30d: null };
  const [one, two, three] = plain.pairs.filter(
    ([customer], i, all) => all.findIndex((pair) => pair[0] === customer) === i,
  );
  const world = inOrder({
    customer_stats: [
      ...plain.world.customer_stats,
      only(customerRow(random, one[0], newest), nulls),
      only(customerRow(random, two[0], newest), zeros),
      only(customerRow(random, three[0], newest), half),
    ],
    merchant_stats: [
      ...plain.world.merchant_stats,
      only(merchantRow(random, 501, newest), nulls),
      only(merchantRow(random, 502, newest), zeros),
      only(merchantRow(random, 503, newest), half),
    ],
    transactions: [
      ...plain.world.transactions,
      only(transactionRow(random, one, newest), nulls),
      only(transactionRow(random, two, newest), zeros),
    ],
  });
  const strange = [
    [999_001, plain.pairs[0][1]],
    [plain.pairs[0][0], 999_002],
    [999_003, 999_004],
    [null, plain.pairs[1][1]],
    [plain.pairs[1][0], null],
    [null, null],
  ] as const;
  const all = [...plain.pairs, ...strange];
  return [{ world, labels: all.map((pair) => labelOf(pair, t)), servings: [{ end: t, requests: all.map(requestOf) }] }];
});

/**
 * M10: several rows of one time, created one after another or at a time unknown, in every order; and corrections of
 * old rows that were created last of all.
 */
export const tiesAndLateRows: Check = trials('tie_break', (context) => {
  const random = context.random('M10');
  const plain = plainWorld(random);
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

/** L1: other labels, the same features; and the labels come out as they went in. */
export const labelIsNoFeature: Check = trials('target_leak', (context) => {
  const random = context.random('L1');
  const { world, labels } = plainTrial(plainWorld(random), random);
  return [{ world, labels: labels.map((label, i) => ({ ...label, is_fraud: i % 2 })) }];
});

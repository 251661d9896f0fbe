import { DAY, HOUR } from '../oracle/micros';
import { boundaryWorld } from '../worlds/boundary-world';
import { inOrder, labelOf, plainWorld, requestOf } from '../worlds/plain-world';
import { customerRow, merchantRow, transactionRow } from '../worlds/rows';
import { plainTrial } from './equality';
import { trials } from './check';
import type { Check } from './check';

/** M1: rows after the last label, also of keys that have no others: the training set is as without them. */
export const futureRows: Check = trials('future_leak', (context) => {
  const random = context.random('M1');
  const plain = plainWorld(random);
  const { labels } = plainTrial(plain, random);
  const later = plain.end + DAY;
  const newcomers = [
    [191, 591],
    [191, 501],
    [101, 591],
  ] as const;
  const world = inOrder({
    customer_stats: [
      ...plain.world.customer_stats,
      ...[101, 102, 191].map((id) => customerRow(random, id, { at: later })),
    ],
    merchant_stats: [
      ...plain.world.merchant_stats,
      ...[501, 502, 591].map((id) => merchantRow(random, id, { at: later })),
    ],
    transactions: [
      ...plain.world.transactions,
      ...[...plain.pairs, ...newcomers].map((pair) => transactionRow(random, pair, { at: later + HOUR })),
    ],
  });
  const last = labels[labels.length - 1].event_timestamp;
  return [{ world, labels: [...labels, ...newcomers.map((pair) => labelOf(pair, last))] }];
});

/** M2: a row one microsecond after t never counts, one at t or just before it does; on both paths. */
export const justAfterAndBefore: Check = trials('boundary', (context) => {
  const { world, pairs, t } = boundaryWorld(context.random('M2'));
  return [
    { world, labels: pairs.map((pair) => labelOf(pair, t)), servings: [{ end: t, requests: pairs.map(requestOf) }] },
  ];
});

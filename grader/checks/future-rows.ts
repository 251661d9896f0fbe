import { DAY, HOUR } from '../fraud/micros';
import { expectedOf } from '../run/expected-of';
import { withoutNullFaults } from '../run/null-faults';
import { runTrial } from '../run/trial';
import { plainTrial } from '../worlds/plain-trial';
import { inOrder, labelOf } from '../worlds/plain-world';
import { customerRow, merchantRow, transactionRow } from '../worlds/rows';
import { outcomeOf } from './check';
import type { Check } from './check';

/** M1: rows after the last label, also of keys that have no others: the training set is as without them. */
export const futureRows: Check = async (context) => {
  const random = context.random('M1');
  const plain = context.plain(random);
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
  const all = [...labels, ...newcomers.map((pair) => labelOf(pair, last))];
  const expectation = await expectedOf(context, { world: plain.world, labels: all });
  return outcomeOf(withoutNullFaults(await runTrial(context, { world, labels: all }, expectation)), 'future_leak');
};

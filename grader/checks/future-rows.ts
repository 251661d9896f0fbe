import { DAY, HOUR, MINUTE } from '../fraud/micros';
import type { Micros } from '../fraud/micros';
import { shortestTtl } from '../fraud/views';
import type { Row, World } from '../fraud/world';
import { expectedOf } from '../run/expected-of';
import { withoutNullFaults } from '../run/null-faults';
import { runTrial, together } from '../run/trial';
import type { Findings } from '../run/trial';
import { plainTrial } from '../worlds/plain-trial';
import { inOrder, labelOf, quietTime, requestOf } from '../worlds/plain-world';
import { customerRow, merchantRow, transactionRow } from '../worlds/rows';
import { outcomeOf } from './check';
import type { Check } from './check';
import type { Context } from '../run/context';

/**
 * M1: rows after the last label, also of keys that have no others: the training set is as without them. And rows after
 * the end up to which the store was made: it is as without them, also where it is asked later still.
 */
export const futureRows: Check = async (context) => {
  const random = context.random('M1');
  const plain = context.plain(random);
  const { labels } = plainTrial(plain, random);
  const later = plain.end + DAY;
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
      ...[...plain.pairs, ...NEWCOMERS].map((pair) => transactionRow(random, pair, { at: later + HOUR })),
    ],
  });
  const last = labels[labels.length - 1].event_timestamp;
  const all = [...labels, ...NEWCOMERS.map((pair) => labelOf(pair, last))];
  const expectation = await expectedOf(context, { world: plain.world, labels: all });
  const trained = await runTrial(context, { world, labels: all }, expectation);
  return outcomeOf(withoutNullFaults(together([trained, await askedLater(context)])), 'future_leak');
};

/** Asked when rows after the end have come about, and nothing has expired since. */
async function askedLater(context: Context): Promise<Findings> {
  const random = context.random('M1 later');
  const plain = context.plain(random);
  const hour = Math.floor((shortestTtl(context.allViews) / DAY) * 60) * MINUTE;
  const end = quietTime(random, plain);
  const at = end + Math.floor(hour / 2);
  const world = inOrder({
    customer_stats: [...plain.world.customer_stats, ...[101, 102, 191].map((id) => customerRow(random, id, { at }))],
    merchant_stats: [...plain.world.merchant_stats, ...[501, 502, 591].map((id) => merchantRow(random, id, { at }))],
    transactions: [
      ...plain.world.transactions,
      ...[...plain.pairs, ...NEWCOMERS].map((pair) => transactionRow(random, pair, { at })),
    ],
  });
  const servings = [{ end, now: end + hour, requests: [...plain.pairs, ...NEWCOMERS].map(requestOf) }];
  const expectation = await expectedOf(context, { world: upTo(world, end), servings });
  return runTrial(context, { world, servings }, expectation);
}

function upTo(world: World, end: Micros): World {
  const known = (rows: readonly Row[]): readonly Row[] => rows.filter((row) => Number(row['event_timestamp']) <= end);
  return {
    customer_stats: known(world.customer_stats),
    merchant_stats: known(world.merchant_stats),
    transactions: known(world.transactions),
  };
}

/** Pairs that nothing is known of before. */
const NEWCOMERS = [
  [191, 591],
  [191, 501],
  [101, 591],
] as const;

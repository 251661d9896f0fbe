import { HOUR, SECOND } from '../fraud/micros';
import type { Micros } from '../fraud/micros';
import type { Row, World } from '../fraud/world';
import { plainTrial } from '../worlds/plain-trial';
import { inOrder, labelOf, requestOf } from '../worlds/plain-world';
import type { PlainWorld } from '../worlds/plain-world';
import type { Random } from '../worlds/random';
import { customerRow, merchantRow, transactionRow } from '../worlds/rows';
import { trials } from './check';
import type { Check } from './check';

/**
 * M6: the plain world before 1970, and again in years that this machine has not seen; each asked three tenths of a second
 * after a full hour, when the last transactions were a microsecond before it.
 */
export const anyYear: Check = trials('time_range', (context) => {
  const years = [1931, 2061].map((year) => {
    const random = context.random(`M6 ${String(year)}`);
    const start = Date.UTC(year, 2, 6, random.int(0, 23)) * 1000;
    const plain = context.plain(random, { start });
    const hour = start + (17 + random.int(0, 90)) * HOUR;
    return { plain: { ...plain, world: aroundTheHour(plain, random, hour) }, random, end: hour + 0.3 * SECOND };
  });
  return [
    {
      world: joined(years.map(({ plain }) => plain.world)),
      // In their order: what becomes of labels in any other is M4's.
      labels: years
        .flatMap(({ end, plain, random }) => [
          ...plainTrial(plain, random, 1).labels,
          ...plain.pairs.map((pair) => labelOf(pair, end)),
        ])
        .sort((a, b) => a.event_timestamp - b.event_timestamp),
      servings: years.map(({ end, plain }) => ({ end, requests: plain.pairs.map(requestOf) })),
    },
  ];
});

/**
 * Rows a tenth of a second before the question and after it, too: a second that is lost, or one too many, shows. They are
 * created at once, and no other row lies on the hour: who goes by `created`, or leaves out what was not yet there, is
 * M10's.
 */
function aroundTheHour({ pairs, world }: PlainWorld, random: Random, hour: Micros): World {
  const at = (time: Micros): { at: Micros; created: Micros } => ({ at: time, created: time + 0.05 * SECOND });
  const [customers, merchants] = [0, 1].map((side) => [...new Set(pairs.map((pair) => pair[side as 0 | 1]))]);
  const others = (rows: readonly Row[]): readonly Row[] => rows.filter((row) => row['event_timestamp'] !== hour);
  return inOrder({
    customer_stats: [
      ...others(world.customer_stats),
      ...customers.map((id) => customerRow(random, id, at(hour + 0.2 * SECOND))),
    ],
    merchant_stats: [
      ...others(world.merchant_stats),
      ...merchants.map((id) => merchantRow(random, id, at(hour + 0.4 * SECOND))),
    ],
    transactions: [...others(world.transactions), ...pairs.map((pair) => transactionRow(random, pair, at(hour - 1)))],
  });
}

function joined(worlds: readonly World[]): World {
  return {
    customer_stats: worlds.flatMap((world) => world.customer_stats),
    merchant_stats: worlds.flatMap((world) => world.merchant_stats),
    transactions: worlds.flatMap((world) => world.transactions),
  };
}

import { HOUR, SECOND } from '../fraud/micros';
import type { Micros } from '../fraud/micros';
import type { World } from '../fraud/world';
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
 * Rows a tenth of a second before the question and after it, too: a second that is lost, or one too many, shows. Other
 * rows lie on whole minutes and are created up to a minute later: these are created in the order of their times all the
 * same, for who goes by `created` is M10's.
 */
function aroundTheHour({ pairs, world }: PlainWorld, random: Random, hour: Micros): World {
  const after = (at: Micros, later: number): { at: Micros; created: Micros } => ({ at, created: at + later * SECOND });
  const [customers, merchants] = [0, 1].map((side) => [...new Set(pairs.map((pair) => pair[side as 0 | 1]))]);
  return inOrder({
    customer_stats: [
      ...world.customer_stats,
      ...customers.map((id) => customerRow(random, id, after(hour + 0.2 * SECOND, 60))),
    ],
    merchant_stats: [
      ...world.merchant_stats,
      ...merchants.map((id) => merchantRow(random, id, after(hour + 0.4 * SECOND, 60))),
    ],
    transactions: [...world.transactions, ...pairs.map((pair) => transactionRow(random, pair, after(hour - 1, 0.5)))],
  });
}

function joined(worlds: readonly World[]): World {
  return {
    customer_stats: worlds.flatMap((world) => world.customer_stats),
    merchant_stats: worlds.flatMap((world) => world.merchant_stats),
    transactions: worlds.flatMap((world) => world.transactions),
  };
}

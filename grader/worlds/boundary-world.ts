import { DAY } from '../fraud/micros';
import type { Micros } from '../fraud/micros';
import type { View } from '../fraud/views';
import type { World } from '../fraud/world';
import { inOrder, plainWorld, quietTime } from './plain-world';
import type { PlainWorld } from './plain-world';
import type { Random } from './random';
import { customerRow, merchantRow, transactionRow } from './rows';

/** Offsets of the rows around `t`, in microseconds, that keys get in turn. */
const AROUND = [[0], [1], [-1, 1], [-1, 0, 1], [-1]];

/**
 * A plain world in which keys also have rows exactly at `t`, one microsecond before it and one after it. `t` itself is
 * no whole millisecond.
 */
export function boundaryWorld(random: Random, views: readonly View[]): PlainWorld & { readonly t: Micros } {
  const plain = plainWorld(random, { views });
  const t = quietTime(random, { from: plain.from + DAY, end: plain.end }) + 123_456;
  const around = <K>(keys: readonly K[], make: (key: K, at: Micros) => World['transactions'][number]) =>
    keys.flatMap((key, i) => AROUND[i % AROUND.length].map((offset) => make(key, t + offset)));
  const ids = (name: 0 | 1): number[] => [...new Set(plain.pairs.map((pair) => pair[name]))];
  const world = {
    customer_stats: [
      ...plain.world.customer_stats,
      ...around(ids(0), (id, at) => customerRow(random, id, { at, created: at })),
    ],
    merchant_stats: [
      ...plain.world.merchant_stats,
      ...around(ids(1), (id, at) => merchantRow(random, id, { at, created: at })),
    ],
    transactions: [
      ...plain.world.transactions,
      ...around(plain.pairs, (pair, at) => transactionRow(random, pair, { at, created: at })),
    ],
  };
  return { ...plain, world: inOrder(world), t };
}

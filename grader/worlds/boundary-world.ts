import { DAY, SECOND } from '../fraud/micros';
import type { Micros } from '../fraud/micros';
import type { TableName, View } from '../fraud/views';
import type { Row } from '../fraud/world';
import { inOrder, plainWorld, quietTime } from './plain-world';
import type { Pair, PlainWorld } from './plain-world';
import type { Random } from './random';
import { customerRow, merchantRow, transactionRow } from './rows';

/** Offsets of the rows around `t`, in microseconds, that keys get in turn. */
const AROUND = [[0], [1], [-1, 1], [-1, 0, 1], [-1]];

/**
 * Microseconds that keys of their own are beyond their TTL at `t`. Who is wrong about whole seconds too has another
 * trouble. (None is just within: the clock that a script finds shows whole milliseconds, the next after `t`.)
 */
const BEYOND = [1, 2 * SECOND];

export interface BoundaryWorld extends PlainWorld {
  readonly t: Micros;
  /** Two keys: what one has expired a microsecond ago, what the other has seconds ago. */
  readonly aged: readonly Pair[];
}

/**
 * A plain world in which keys also have rows exactly at `t`, one microsecond before it and one after it, and others
 * have one row, which has just expired. `t` itself is no whole millisecond.
 */
export function boundaryWorld(random: Random, views: readonly View[]): BoundaryWorld {
  const plain = plainWorld(random, { views });
  const t = quietTime(random, { from: plain.from + DAY, end: plain.end }) + 123_456;
  const around = <K>(keys: readonly K[], make: (key: K, at: Micros) => Row) =>
    keys.flatMap((key, i) => AROUND[i % AROUND.length].map((offset) => make(key, t + offset)));
  const ids = (name: 0 | 1): number[] => [...new Set(plain.pairs.map((pair) => pair[name]))];
  const aged = BEYOND.map((_, i): Pair => [141 + i, 541 + i]);
  const atTheTtl = (table: TableName, make: (pair: Pair, at: Micros) => Row): Row[] => {
    const { ttl } = views.find((view) => view.table === table) ?? { ttl: DAY };
    return aged.map((pair, i) => make(pair, t - ttl - BEYOND[i]));
  };
  const world = {
    customer_stats: [
      ...plain.world.customer_stats,
      ...around(ids(0), (id, at) => customerRow(random, id, { at, created: at })),
      ...atTheTtl('customer_stats', ([id], at) => customerRow(random, id, { at })),
    ],
    merchant_stats: [
      ...plain.world.merchant_stats,
      ...around(ids(1), (id, at) => merchantRow(random, id, { at, created: at })),
      ...atTheTtl('merchant_stats', ([, id], at) => merchantRow(random, id, { at })),
    ],
    transactions: [
      ...plain.world.transactions,
      ...around(plain.pairs, (pair, at) => transactionRow(random, pair, { at, created: at })),
      ...atTheTtl('transactions', (pair, at) => transactionRow(random, pair, { at })),
    ],
  };
  return { ...plain, world: inOrder(world), t, aged };
}

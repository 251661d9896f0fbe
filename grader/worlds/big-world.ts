import { HOUR, MINUTE } from '../fraud/micros';
import type { Micros } from '../fraud/micros';
import type { World } from '../fraud/world';
import { inOrder } from './plain-world';
import type { Pair } from './plain-world';
import type { Random } from './random';
import { customerRow, merchantRow, transactionRow } from './rows';

export interface BigWorld {
  readonly world: World;
  readonly pairs: readonly Pair[];
  /** Every key has a row before this, and none is near its TTL. */
  readonly end: Micros;
}

/** Many keys with a few rows each, on whole minutes within 20 hours, one of a key for each time. */
export function bigWorld(random: Random, customers: number, merchants: number, rowsEach: number): BigWorld {
  const start = Date.UTC(2022, 8, 1, random.int(0, 23)) * 1000;
  const step = Math.floor((20 * 60) / rowsEach);
  const times = (): Micros[] =>
    Array.from({ length: rowsEach }, (_, i) => start + (i * step + random.int(0, step - 1)) * MINUTE);
  const pairs = Array.from({ length: customers }, (_, i): Pair => [10_000 + i, 500_000 + ((i * 7919) % merchants)]);
  const shops = Array.from({ length: merchants }, (_, i) => 500_000 + i);
  const world = inOrder({
    customer_stats: pairs.flatMap(([id]) => times().map((at) => customerRow(random, id, { at }))),
    merchant_stats: shops.flatMap((id) => times().map((at) => merchantRow(random, id, { at }))),
    transactions: pairs.flatMap((pair) => times().map((at) => transactionRow(random, pair, { at }))),
  });
  return { world, pairs, end: start + 21 * HOUR };
}

import { DAY, MINUTE, SECOND } from '../fraud/micros';
import type { Micros } from '../fraud/micros';
import { shortestTtl } from '../fraud/views';
import type { Row } from '../fraud/world';
import { withoutNullFaults } from '../run/null-faults';
import { inOrder, labelOf, requestOf } from '../worlds/plain-world';
import type { Pair } from '../worlds/plain-world';
import { customerRow, merchantRow, transactionRow } from '../worlds/rows';
import { trials } from './check';
import type { Check } from './check';

/** Keys of which each has one row of its own age. */
const AGES = 5;

/**
 * T1, asked at whole seconds, none of them a whole minute: rows that are one microsecond younger than the TTL, just as old, and one microsecond older,
 * on both paths; and served again half the shortest TTL after the store was made, when others have come of age.
 */
export const exactTtl: Check = trials(
  'ttl',
  (context) => {
    const random = context.random('T1');
    // A month before this is no 30 days.
    const t = Date.UTC(2023, 3, 20, 12) * 1000 + random.int(0, 59) * MINUTE + random.int(1, 59) * SECOND;
    const later = t + Math.floor(shortestTtl(context.views) / 2 / SECOND) * SECOND;
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
  },
  withoutNullFaults,
);

import { DAY, HOUR, MINUTE, SECOND } from '../fraud/micros';
import type { Micros } from '../fraud/micros';
import type { TableName } from '../fraud/views';
import type { Row } from '../fraud/world';
import type { PlainTrial } from './plain-trial';
import { inOrder, labelOf, requestOf } from './plain-world';
import type { PlainWorld } from './plain-world';
import type { Random } from './random';
import { customerRow, merchantRow, transactionRow } from './rows';

/**
 * The trial, and one instant more, half a minute past one in the night, at which every pair is asked for too. What they
 * bought last was in hour 0 and was written in hour 23. And their next rows are ten minutes off, though written ten
 * minutes ago: who goes by `created` has them too early. The order of `created` is that of the events all the same.
 */
export function withToldApart(plain: PlainWorld, trial: PlainTrial, random: Random): PlainTrial {
  const night = Math.floor((plain.from + DAY) / DAY) * DAY;
  const t = night + HOUR + 30 * SECOND;
  const bought = { at: night + 50 * MINUTE + 7 * SECOND, created: night - 20 * MINUTE };
  const next = { at: t + 10 * MINUTE, created: t - 10 * MINUTE };
  // Where rows of a short TTL were taken out, nothing else is asked: there might be none.
  const isElsewhere = (at: Micros): boolean => !isWithin(at, night - 30 * MINUTE, next.at);
  const customers = [...new Set(plain.pairs.map(([customer]) => customer))];
  const merchants = [...new Set(plain.pairs.map(([, merchant]) => merchant))];
  const rest = (table: TableName, from: Micros): readonly Row[] =>
    trial.world[table].filter((row) => !isWithin(Number(row['event_timestamp']), from, t + 30 * MINUTE));
  return {
    world: inOrder({
      customer_stats: [
        ...rest('customer_stats', t - 30 * MINUTE),
        ...customers.map((id) => customerRow(random, id, next)),
      ],
      merchant_stats: [
        ...rest('merchant_stats', t - 30 * MINUTE),
        ...merchants.map((id) => merchantRow(random, id, next)),
      ],
      transactions: [
        ...rest('transactions', night - 30 * MINUTE),
        ...plain.pairs.flatMap((pair) => [bought, next].map((times) => transactionRow(random, pair, times))),
      ],
    }),
    labels: [
      ...trial.labels.filter(({ event_timestamp }) => isElsewhere(event_timestamp)),
      ...plain.pairs.map((pair) => labelOf(pair, t)),
    ].sort((a, b) => a.event_timestamp - b.event_timestamp),
    servings: [
      ...trial.servings.filter(({ end }) => isElsewhere(end)),
      { end: t, requests: plain.pairs.map(requestOf) },
    ],
  };
}

function isWithin(at: Micros, from: Micros, to: Micros): boolean {
  return at >= from && at <= to;
}

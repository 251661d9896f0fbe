import { DAY, HOUR, MINUTE, SECOND } from '../fraud/micros';
import type { Micros } from '../fraud/micros';
import { VIEWS } from '../fraud/views';
import type { View, ViewName } from '../fraud/views';
import type { Label, Request, World } from '../fraud/world';
import type { Random } from './random';
import { customerRow, merchantRow, transactionRow } from './rows';

export type Pair = readonly [customer: number, merchant: number];

export interface PlainOptions {
  /** The first instant of the data. */
  readonly start?: Micros;
  readonly customers?: readonly number[];
  readonly merchants?: readonly number[];
  /** The views' TTLs, where they are not the text's own: rows come as much more often as one is shorter. */
  readonly views?: readonly View[];
}

/** A world without anything awkward in it, and what may be asked of it. */
export interface PlainWorld {
  readonly world: World;
  /** Who buys where, again and again. */
  readonly pairs: readonly Pair[];
  readonly start: Micros;
  /** From here to `end` each key and each pair has a row that is far from its TTL. */
  readonly from: Micros;
  readonly end: Micros;
}

const START = Date.UTC(2023, 2, 6) * 1000;
/** Nobody has both numbers; the sample's own ids look alike. */
const CUSTOMERS = [101, 102, 103, 104, 105, 106];
const MERCHANTS = [501, 502, 503, 504];
const LENGTH = 5 * DAY;

/**
 * Rows on whole minutes, in the order of time, one of a key for each time, no null, created soon after; each customer
 * and each merchant has several partners.
 */
export function plainWorld(random: Random, options: PlainOptions = {}): PlainWorld {
  const { start = START + random.int(0, 240) * HOUR, customers = CUSTOMERS, merchants = MERCHANTS, views } = options;
  const every = (name: ViewName, low: number, high: number): readonly [number, number] => {
    const scale = scaleOf(name, views);
    return [Math.max(1, Math.floor(low * 60 * scale)), Math.max(2, Math.floor(high * 60 * scale))];
  };
  const end = start + LENGTH;
  const pairs = customers.flatMap((customer, c) =>
    merchants.filter((_, m) => (c + m) % 2 === 0).map((merchant): Pair => [customer, merchant]),
  );
  const world = {
    customer_stats: customers.flatMap((id) =>
      times(random, start, end, every('customer_stats', 6, 18)).map((at) => customerRow(random, id, { at })),
    ),
    merchant_stats: merchants.flatMap((id) =>
      times(random, start, end, every('merchant_stats', 12, 40)).map((at) => merchantRow(random, id, { at })),
    ),
    transactions: pairs.flatMap((pair) =>
      times(random, start, end, every('transaction_features', 4, 11)).map((at) => transactionRow(random, pair, { at })),
    ),
  };
  return { world: inOrder(world), pairs, start, from: start + 16 * HOUR, end };
}

/** The same world, each table sorted by time. */
export function inOrder(world: World): World {
  const sorted = Object.entries(world).map(([name, rows]) => [
    name,
    rows.toSorted((a, b) => Number(a['event_timestamp']) - Number(b['event_timestamp'])),
  ]);
  return Object.fromEntries(sorted) as World;
}

/** How much shorter a TTL is than the text's own; 1 where it is not. */
function scaleOf(name: ViewName, views: readonly View[] = VIEWS): number {
  const [own, now] = [VIEWS, views].map((all) => all.find((view) => view.name === name)?.ttl ?? DAY) as [
    number,
    number,
  ];
  return Math.min(1, now / own);
}

/** Whole minutes from `start` on, `low` to `high` of them apart. */
function times(random: Random, start: Micros, end: Micros, [low, high]: readonly [number, number]): Micros[] {
  const out: Micros[] = [];
  for (let at = start + random.int(0, Math.min(600, high)) * MINUTE; at < end; at += random.int(low, high) * MINUTE) {
    out.push(at);
  }
  return out;
}

/** An instant at which nothing happens: half a minute past a whole one. */
export function quietTime(random: Random, { from, end }: Pick<PlainWorld, 'from' | 'end'>): Micros {
  return from + random.int(0, Math.floor((end - from) / MINUTE) - 1) * MINUTE + 30 * SECOND;
}

export function requestOf([customer_id, merchant_id]: readonly [number | null, number | null]): Request {
  return { customer_id, merchant_id };
}

export function labelOf(pair: readonly [number | null, number | null], at: Micros): Label {
  return { ...requestOf(pair), event_timestamp: at, is_fraud: 0 };
}

import { DAY, HOUR, MINUTE, SECOND } from '../fraud/micros';
import type { Micros } from '../fraud/micros';
import { shortestTtl } from '../fraud/views';
import type { TableName } from '../fraud/views';
import type { Row, World } from '../fraud/world';
import type { Context } from '../run/context';
import { expectedOf } from '../run/expected-of';
import type { Expectation } from '../run/expectation';
import type { Mismatch } from '../run/judge';
import type { Trouble } from '../run/scripts';
import { withoutLostNulls } from '../run/null-faults';
import { askStore, isClean, runTrial } from '../run/trial';
import type { Findings, Serving } from '../run/trial';
import { shown } from '../run/values';
import { inOrder, requestOf } from '../worlds/plain-world';
import type { Pair, PlainWorld } from '../worlds/plain-world';
import type { Random } from '../worlds/random';
import { customerRow, merchantRow, transactionRow } from '../worlds/rows';
import { outcomeOf, PASSED } from './check';
import type { Check } from './check';

/**
 * I1: in a folder that is not there yet, an end and then an earlier one, with more rows in the data now; then a later
 * end with the very same data; then one later still, and that one again, each time with more rows, also with such as are
 * older than what is stored. After each step the store answers as one that was made at once.
 */
export const materializeAgain: Check = async (context) => {
  const random = context.random('I1');
  const plain = context.plain(random);
  // As much closer together as a TTL is shorter than a day: what they store is still alive.
  const hour = Math.floor((shortestTtl(context.allViews) / DAY) * 60) * MINUTE;
  const early = plain.start + 55 * HOUR + 30 * SECOND;
  const [middle, between, last] = [early + 15 * hour, early + 22 * hour, early + 35 * hour];
  const [first, second, third] = threePairs(plain);
  const some = quiet(quiet(plain.world, second, early - hour, middle), first, middle - hour);
  // Nobody knows when it was created, and so what corrects it wins, also over what is stored of it.
  const unknown = { at: last - 10 * SECOND, created: null };
  const start = withLate(quiet(some, third, last - hour, last), random, third, unknown, last);
  const ofEarly = withLate(start, random, second, { at: early - 10 * SECOND, created: middle + hour });
  const known = withLate(ofEarly, random, first, { at: middle - 10 * SECOND, created: last - hour }, middle);
  const ofMiddle = withNewcomer(context, known, random, last, hour);
  const corrected = withOlder(withCorrection(ofMiddle, random, third, last), random, second, last);

  const online = context.place.newStore({ isThere: false });
  const requests = [...plain.pairs, NEWCOMER].map(requestOf);
  const phases = [
    { runs: [[start, middle] as const, [ofEarly, early] as const], world: ofEarly, end: middle },
    { runs: [[ofEarly, between] as const], world: ofEarly, end: between },
    { runs: [[ofMiddle, last] as const, [corrected, last] as const], world: corrected, end: last },
  ];
  for (const { end, runs, world } of phases) {
    const made: Trouble[] = [];
    for (const [data, until] of runs) made.push(await context.scripts.materialize(context.dataOf(data), until, online));
    const asked = { end, requests };
    const expected = await expectedOf(context, { world, servings: [asked] });
    const findings = withoutLostNulls(await askStore(context, world, online, asked, made, expected));
    const mine = isClean(findings) ? findings : await notAlsoAtOnce(context, findings, world, asked, expected);
    if (!isClean(mine)) return outcomeOf(mine, 'stale_overwrite');
  }
  return PASSED;
};

/** Nobody has heard of them before the third run. */
const NEWCOMER: Pair = [191, 591];

/** What arrived of them is almost as old as it can be while it lives: days older than what the run before stored. */
function withNewcomer({ allViews }: Context, world: World, random: Random, last: Micros, hour: Micros): World {
  const [customer, merchant] = NEWCOMER;
  const times = (table: TableName): Times => {
    const { ttl } = allViews.find((view) => view.table === table) ?? { ttl: DAY };
    return { at: last - ttl + hour, created: last - hour };
  };
  return inOrder({
    customer_stats: [...world.customer_stats, customerRow(random, customer, times('customer_stats'))],
    merchant_stats: [...world.merchant_stats, merchantRow(random, merchant, times('merchant_stats'))],
    transactions: [...world.transactions, transactionRow(random, NEWCOMER, times('transactions'))],
  });
}

/** Pairs of which no two have a customer or a merchant in common. */
function threePairs({ pairs }: PlainWorld): readonly [Pair, Pair, Pair] {
  const found: Pair[] = [];
  for (const pair of pairs) if (!found.some(([c, m]) => c === pair[0] || m === pair[1])) found.push(pair);
  return found as unknown as readonly [Pair, Pair, Pair];
}

const isOf =
  ([customer, merchant]: Pair) =>
  (table: TableName, row: Row): boolean =>
    (table === 'merchant_stats' || row['customer_id'] === customer) &&
    (table === 'customer_stats' || row['merchant_id'] === merchant);

/** Without the rows of a pair, its customer and its merchant that are of a time later than `after`, up to `until`. */
function quiet(world: World, pair: Pair, after: Micros, until = Infinity): World {
  const isTheirs = isOf(pair);
  const rest = (table: TableName): readonly Row[] =>
    world[table].filter((row) => {
      const at = Number(row['event_timestamp']);
      return !isTheirs(table, row) || at <= after || at > until;
    });
  return {
    customer_stats: rest('customer_stats'),
    merchant_stats: rest('merchant_stats'),
    transactions: rest('transactions'),
  };
}

interface Times {
  readonly at: Micros;
  readonly created: Micros | null;
}

/**
 * What arrived about a time before the last run, in each table, one of its values null. The merchant's was written before the run up to `before`,
 * where one is named: its file came late.
 */
function withLate(world: World, random: Random, [customer, merchant]: Pair, late: Times, before?: Micros): World {
  const created = before === undefined ? late.created : before - 5 * SECOND;
  return inOrder({
    customer_stats: [...world.customer_stats, { ...customerRow(random, customer, late), avg_purchase: null }],
    merchant_stats: [...world.merchant_stats, merchantRow(random, merchant, { ...late, created })],
    transactions: [...world.transactions, transactionRow(random, [customer, merchant], late)],
  });
}

/** What corrects the newest rows up to `end`: of the same time, created later, one of the values taken back. */
function withCorrection(world: World, random: Random, pair: Pair, end: Micros): World {
  const times = (table: TableName): Times => ({ at: newest(world, table, pair, end), created: end + HOUR });
  return inOrder({
    customer_stats: [...world.customer_stats, customerRow(random, pair[0], times('customer_stats'))],
    merchant_stats: [
      ...world.merchant_stats,
      { ...merchantRow(random, pair[1], times('merchant_stats')), n_disputes_30d: null },
    ],
    transactions: [...world.transactions, transactionRow(random, pair, times('transactions'))],
  });
}

/** What came last and is older than the newest rows up to `end`: it changes nothing. */
function withOlder(world: World, random: Random, pair: Pair, end: Micros): World {
  const times = (table: TableName): Times => ({
    at: newest(world, table, pair, end) - 67 * SECOND,
    created: end + HOUR,
  });
  return inOrder({
    customer_stats: [...world.customer_stats, customerRow(random, pair[0], times('customer_stats'))],
    merchant_stats: [...world.merchant_stats, merchantRow(random, pair[1], times('merchant_stats'))],
    transactions: [...world.transactions, transactionRow(random, pair, times('transactions'))],
  });
}

function newest(world: World, table: TableName, pair: Pair, end: Micros): Micros {
  const isTheirs = isOf(pair);
  const events = world[table].filter((row) => isTheirs(table, row)).map((row) => Number(row['event_timestamp']));
  return Math.max(...events.filter((at) => at <= end));
}

/** What a store that was made at once says too is no fault of the second run: which of two rows wins is M10's. */
async function notAlsoAtOnce(
  context: Context,
  findings: Findings,
  world: World,
  serving: Serving,
  expected: Expectation,
): Promise<Findings> {
  const atOnce = await runTrial(context, { world, servings: [serving] }, expected);
  // A run that fell made no store, and what is as empty as that one is not right.
  if (atOnce.troubles.some(({ script }) => script === 'materialize.ts')) return findings;
  const isSame = (one: Mismatch, other: Mismatch): boolean =>
    one.field === other.field && shown(one.got) === shown(other.got) && one.request === other.request;
  const mismatches = findings.mismatches.filter((one) => !atOnce.mismatches.some((other) => isSame(one, other)));
  return { ...findings, mismatches };
}

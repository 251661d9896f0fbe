import { HOUR, SECOND } from '../fraud/micros';
import { expectedOf } from '../run/expected-of';
import { askStore, isClean } from '../run/trial';
import { inOrder, requestOf } from '../worlds/plain-world';
import type { PlainWorld } from '../worlds/plain-world';
import type { Random } from '../worlds/random';
import { customerRow, merchantRow, transactionRow } from '../worlds/rows';
import { outcomeOf, PASSED } from './check';
import type { Check } from './check';

/**
 * I1: in a folder that is not there yet, a later end and then an earlier one; then, with late rows of before both in the data, a later end twice. After
 * each the store answers as one that was made at once.
 */
export const materializeAgain: Check = async (context) => {
  const random = context.random('I1');
  const plain = context.plain(random);
  const online = context.place.newStore({ isThere: false });
  const [early, middle, last] = [40, 70, 90].map((hours) => plain.start + hours * HOUR + 30 * SECOND);
  const requests = plain.pairs.map(requestOf);
  const { scripts } = context;
  const first = [];
  for (const end of [middle, early]) first.push(await scripts.materialize(context.dataOf(plain.world), end, online));
  const inBetween = { world: plain.world, servings: [{ end: middle, requests }] };
  const expected = await expectedOf(context, inBetween);
  const before = await askStore(context, plain.world, online, { end: middle, requests }, first, expected);
  if (!isClean(before)) return outcomeOf(before, 'stale_overwrite');
  const world = withLateRows(plain, random, middle, last);
  const second = [];
  for (let run = 0; run < 2; run++) second.push(await scripts.materialize(context.dataOf(world), last, online));
  const expectedAtLast = await expectedOf(context, { world, servings: [{ end: last, requests }] });
  const after = await askStore(context, world, online, { end: last, requests }, second, expectedAtLast);
  return isClean(after) ? PASSED : outcomeOf(after, 'stale_overwrite');
};

/**
 * What arrived after the run up to `middle` about a time before it: for one pair, which has no row since, a newer row in
 * each table. The merchant's was written before that run too: its file came late.
 */
function withLateRows({ world, pairs }: PlainWorld, random: Random, middle: number, last: number) {
  const [customer, merchant] = pairs[0];
  const quiet = (rows: typeof world.transactions, isTheirs: (row: (typeof rows)[number]) => boolean) =>
    rows.filter((row) => !isTheirs(row) || Number(row['event_timestamp']) <= middle - HOUR);
  const late = { at: middle - 10 * SECOND, created: last - HOUR };
  return inOrder({
    customer_stats: [
      ...quiet(world.customer_stats, (row) => row['customer_id'] === customer),
      customerRow(random, customer, late),
    ],
    merchant_stats: [
      ...quiet(world.merchant_stats, (row) => row['merchant_id'] === merchant),
      merchantRow(random, merchant, { ...late, created: middle - 5 * SECOND }),
    ],
    transactions: [
      ...quiet(world.transactions, (row) => row['customer_id'] === customer && row['merchant_id'] === merchant),
      transactionRow(random, [customer, merchant], late),
    ],
  });
}

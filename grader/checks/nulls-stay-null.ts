import { DAY, HOUR, SECOND } from '../fraud/micros';
import type { Micros } from '../fraud/micros';
import { longestTtl, VIEWS } from '../fraud/views';
import type { View } from '../fraud/views';
import type { Row, World } from '../fraud/world';
import type { Context } from '../run/context';
import type { Mismatch } from '../run/judge';
import { isNullFault } from '../run/null-faults';
import type { Findings, Trial } from '../run/trial';
import type { Random } from '../worlds/random';
import { inOrder, labelOf, quietTime, requestOf } from '../worlds/plain-world';
import type { Pair } from '../worlds/plain-world';
import { customerRow, merchantRow, transactionRow } from '../worlds/rows';
import { trials } from './check';
import type { Check } from './check';

/**
 * N1: keys that nobody knows, no keys, keys of which all has expired since the store was made, features that are null in the newest row, and zeros, which are values; and an
 * instant before any merchant has a row.
 */
export const nullsStayNull: Check = trials(
  'null_handling',
  (context) => {
    const random = context.random('N1');
    const plain = context.plain(random);
    const t = quietTime(random, { from: plain.from + DAY, end: plain.end });
    const newest = { at: t - 5 * SECOND, created: t - SECOND };
    const nulls = { avg_purchase: null, n_purchases_7d: null, avg_rating: null, n_disputes_30d: null, amount: null };
    const zeros = { avg_purchase: 0, n_purchases_7d: 0, avg_rating: 0, n_disputes_30d: 0, amount: 0 };
    const only = (row: Row, values: Row): Row =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, name in values ? values[name] : value]));
    const half = { avg_purchase: null, n_disputes_30d: null };
    const [one, two, three] = plain.pairs.filter(
      ([customer], i, all) => all.findIndex((pair) => pair[0] === customer) === i,
    );
    const nothingYet = goneAndToCome(context, random, t);
    // Nobody asks for 0 or -1 here: who takes null for one of them is found out.
    const ofNobody = NOBODY.flatMap((id): Pair[] => [
      [id, plain.pairs[1][1]],
      [plain.pairs[1][0], id],
      [id, id],
    ]);
    const world = inOrder({
      customer_stats: [
        ...plain.world.customer_stats,
        ...nothingYet.customer_stats,
        ...NOBODY.map((id) => customerRow(random, id, newest)),
        only(customerRow(random, one[0], newest), nulls),
        only(customerRow(random, two[0], newest), zeros),
        only(customerRow(random, three[0], newest), half),
      ],
      merchant_stats: [
        ...plain.world.merchant_stats,
        ...nothingYet.merchant_stats,
        ...NOBODY.map((id) => merchantRow(random, id, newest)),
        only(merchantRow(random, 501, newest), nulls),
        only(merchantRow(random, 502, newest), zeros),
        only(merchantRow(random, 503, newest), half),
      ],
      transactions: [
        ...plain.world.transactions,
        ...nothingYet.transactions,
        ...ofNobody.map((pair) => transactionRow(random, pair, newest)),
        only(transactionRow(random, one, newest), nulls),
        only(transactionRow(random, two, newest), zeros),
      ],
    });
    const strange = [
      [999_001, plain.pairs[0][1]],
      [plain.pairs[0][0], 999_002],
      [999_003, 999_004],
      [null, plain.pairs[1][1]],
      [plain.pairs[1][0], null],
      [null, null],
    ] as const;
    const all = [...plain.pairs, ...strange, GONE, TO_COME];
    const asked = (pairs: typeof all): Required<Pick<Trial, 'labels' | 'servings'>> => ({
      labels: pairs.map((pair) => labelOf(pair, t)),
      servings: [{ end: t, requests: pairs.map(requestOf) }],
    });
    const atEnd = asked(all);
    const later = { end: t, now: t + longestTtl(context.allViews), requests: [requestOf(GONE_SINCE)] };
    const atNewShop = [one, two, three].map(([customer]): Pair => [customer, NEW_SHOP]);
    const beforeAllMerchants = {
      ...plain.world,
      merchant_stats: [merchantRow(random, NEW_SHOP, { at: t + HOUR })],
      transactions: [...plain.world.transactions, ...atNewShop.map((pair) => transactionRow(random, pair, newest))],
    };
    return [
      { world, labels: atEnd.labels, servings: [...atEnd.servings, later] },
      { world: beforeAllMerchants, ...asked(atNewShop) },
    ];
  },
  nullFaultsOnly,
);

const NOBODY = [0, -1];
const NEW_SHOP = 821;

/** Keys of which each row has expired, and keys of which each is still to come. */
const GONE = [811, 911] as const;
const TO_COME = [812, 912] as const;
/** Alive when the store is made, expired when they are asked for. */
const GONE_SINCE = [813, 913] as const;

/** An hour_of_day of 0 may stand for nothing, so none of these rows has it. */
function notInHour0(time: Micros, step: number): Micros {
  return Math.floor(time / HOUR) % 24 === 0 ? time + step : time;
}

function goneAndToCome(context: Context, random: Random, t: Micros): World {
  const at = (view: View | undefined): readonly Micros[] => [
    notInHour0(t - 2 * (view?.ttl ?? DAY), -HOUR),
    notInHour0(t + HOUR, HOUR),
    t - Math.floor((view?.ttl ?? DAY) / 2),
  ];
  const keys = [GONE, TO_COME, GONE_SINCE];
  const [customer, merchant, transaction] = VIEWS.map(({ name }) =>
    at(context.allViews.find((view) => view.name === name)),
  );
  return {
    customer_stats: customer.map((time, i) => customerRow(random, keys[i][0], { at: time })),
    merchant_stats: merchant.map((time, i) => merchantRow(random, keys[i][1], { at: time })),
    transactions: transaction.map((time, i) => transactionRow(random, keys[i], { at: time })),
  };
}

/** Of these keys it is not this check's question whether a row counts, only what stands where none does. */
function nullFaultsOnly(findings: Findings): Findings {
  const isTheirs = ({ request, view }: Mismatch): boolean =>
    [GONE[0], TO_COME[0], GONE_SINCE[0]].includes(request.customer_id as never) ||
    (request.merchant_id === NEW_SHOP && view?.name === 'merchant_stats');
  // These may be of hour 0, and served by who knows no TTL.
  const isMidnight = ({ field, got, request }: Mismatch): boolean =>
    request.customer_id === GONE_SINCE[0] && field === 'hour_of_day' && got === 0;
  const isOurs = (one: Mismatch): boolean => !isTheirs(one) || (isNullFault(one) && !isMidnight(one));
  return { ...findings, mismatches: findings.mismatches.filter(isOurs) };
}

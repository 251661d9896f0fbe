import { uniform } from '../random';
import type { FraudPlan } from './fraud-options';
import type { LabelRow } from './fraud-rows';
import { DAY_US, type Purchase } from './purchases';

const HOUR_US = 3_600_000_000;
const DRAW = { unknown: 301, which: 302, twice: 303, late: 304, kind: 305, step: 306, flips: 307 } as const;

/** The labels of a purchase: one at its own time in plain data, else as `plan.awkward` has it. */
export function labelsOf(plan: FraudPlan, purchase: Purchase, transactionId: number): LabelRow[] {
  const draw = (what: number): number => uniform(plan.seed, transactionId, purchase.customer.index, what);
  const isFraud = purchase.isFraud ? 1 : 0;
  const label: LabelRow = {
    ...keys(plan, purchase, draw),
    event_timestamp: labelTime(plan, purchase, draw),
    is_fraud: isFraud,
  };
  if (!plan.awkward.has('duplicate-labels') || draw(DRAW.twice) >= 1 / 16) return [label];
  return [label, draw(DRAW.flips) < 0.9 ? label : { ...label, is_fraud: isFraud === 1 ? 0 : 1 }];
}

type Draw = (what: number) => number;

function keys(
  plan: FraudPlan,
  { customer, merchant }: Purchase,
  draw: Draw,
): Pick<LabelRow, 'customer_id' | 'merchant_id'> {
  const known = { customer_id: customer.id, merchant_id: merchant.id };
  if (!plan.awkward.has('unknown-keys') || draw(DRAW.unknown) >= 1 / 12) return known;
  const which = Math.floor(draw(DRAW.which) * UNKNOWN.length);
  return { ...known, ...UNKNOWN[which] };
}

/** No customer or merchant has such an id. */
const NOBODY = 77_000_000_000_001;
const UNKNOWN: readonly Partial<LabelRow>[] = [
  { customer_id: NOBODY },
  { merchant_id: NOBODY },
  { customer_id: NOBODY, merchant_id: NOBODY },
  { customer_id: null },
  { merchant_id: null },
  { customer_id: null, merchant_id: null },
];

function labelTime(plan: FraudPlan, purchase: Purchase, draw: Draw): number {
  const kinds = EDGES.filter(([name]) => plan.awkward.has(name));
  const kind = Math.floor(draw(DRAW.kind) * 2 * kinds.length);
  if (kind < kinds.length) {
    const rowTimes = kinds[kind][1](plan, purchase);
    const at = rowTimes[Math.floor(draw(DRAW.which) * rowTimes.length)];
    return at + Math.floor(3 * draw(DRAW.step)) - 1;
  }
  const late = plan.awkward.has('late-labels') ? Math.floor(36 * HOUR_US * draw(DRAW.late)) : 0;
  return purchase.time + late;
}

/** Half of the labels lie at such a time, a microsecond before it or after it. */
const EDGES = [
  ['boundaries', rowTimes],
  ['ttl-edges', endsOfLife],
] as const;

function rowTimes(_: FraudPlan, { time, customer }: Purchase): number[] {
  const midnight = Math.floor(time / DAY_US) * DAY_US;
  return [time, midnight, midnight - customer.zone * HOUR_US];
}

/** When the transaction and, of those that fell silent, the last stats expire. */
function endsOfLife({ ttlDays }: FraudPlan, { time, customer, merchant }: Purchase): number[] {
  return [
    time + ttlDays.transactions * DAY_US,
    (customer.silentAfter + 1 + ttlDays.customer_stats) * DAY_US - customer.zone * HOUR_US,
    (merchant.silentAfter + 1 + ttlDays.merchant_stats) * DAY_US,
  ].filter(Number.isFinite);
}

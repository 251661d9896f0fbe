import { uniform } from '../random';
import { CustomerLedger } from './customer-ledger';
import { customerTraits, type CustomerTraits } from './customer-traits';
import { labelsOf } from './fraud-labels';
import { clockJump } from './dst-gaps';
import type { FraudPlan } from './fraud-options';
import type { FraudRow } from './fraud-rows';
import { MerchantLedger } from './merchant-ledger';
import { merchantTraits, type MerchantTraits } from './merchant-traits';
import { DAY_US, purchasesOf, type Purchase } from './purchases';

const HOUR_US = 3_600_000_000;
const SECOND_US = 1_000_000;
/** Around a clock's jump: microseconds. */
const OFFSETS = [0, -1, 1, -30 * 60 * SECOND_US, 30 * 60 * SECOND_US + 1];
/** What stands for the batch job in its draws. */
const JOB = -1;
const DRAW = { job: 201, delay: 202 } as const;

/**
 * What the company's batch jobs write, day by day, before anything awkward happens to it: the transactions of a day
 * with their labels, then the stats at its end. What is kept is a few numbers for each customer and merchant, and one
 * day.
 */
export function* fraudDays(plan: FraudPlan): Generator<FraudRow, void, undefined> {
  const merchants = Array.from({ length: plan.merchants }, (_, i) => merchantTraits(plan, i));
  const customers = Array.from({ length: plan.customers }, (_, i) => customerTraits(plan, i));
  const ledgers = { customers: new CustomerLedger(plan.customers), merchants: new MerchantLedger(plan.merchants) };
  const ids = { next: 1 };
  let held: readonly Purchase[] = [];
  for (let day = plan.firstDay; day <= plan.lastDay; day += 1) {
    for (const purchase of held) ledgers.merchants.add(purchase, day);
    const bought = buyAll(plan, customers, merchants, ledgers.customers, day);
    held = bought.filter(({ time }) => isTomorrow(time, day));
    yield* purchaseRows(plan, bought, ledgers, day, ids);
    yield* customerRows(plan, customers, ledgers.customers, day);
    yield* merchantRows(plan, merchants, ledgers.merchants, day);
  }
}

/** A customer's day may end after midnight in UTC, at which the merchants' stats are made: then it counts the next day. */
function isTomorrow(time: number, day: number): boolean {
  return time >= (day + 1) * DAY_US;
}

interface Ledgers {
  readonly customers: CustomerLedger;
  readonly merchants: MerchantLedger;
}

function buyAll(
  plan: FraudPlan,
  customers: readonly CustomerTraits[],
  merchants: readonly MerchantTraits[],
  ledger: CustomerLedger,
  day: number,
): Purchase[] {
  const bought: Purchase[] = [];
  for (const customer of customers) {
    ledger.begin(customer.index, day);
    if (!ledger.isBlocked(customer.index, day)) bought.push(...purchasesOf(plan, customer, merchants, day));
  }
  return bought.sort((a, b) => a.time - b.time || a.customer.index - b.customer.index);
}

/** Those that happen after the data end are not there, nor counted. */
function* purchaseRows(
  plan: FraudPlan,
  bought: readonly Purchase[],
  ledgers: Ledgers,
  day: number,
  ids: { next: number },
): Generator<FraudRow, void, undefined> {
  for (const purchase of bought) {
    if (purchase.time > (plan.lastDay + 1) * DAY_US) continue;
    ledgers.customers.add(purchase, day);
    if (!isTomorrow(purchase.time, day)) ledgers.merchants.add(purchase, day);
    const keys = { customer_id: purchase.customer.id, merchant_id: purchase.merchant.id };
    const transaction_id = ids.next++;
    const created =
      purchase.time + 200_000 + Math.floor(uniform(plan.seed, transaction_id, day, DRAW.delay) * 3 * SECOND_US);
    yield {
      table: 'transactions',
      row: { transaction_id, ...keys, event_timestamp: purchase.time, created, amount: purchase.amount },
    };
    if (day < plan.firstLabelDay) continue;
    for (const row of labelsOf(plan, purchase, transaction_id)) yield { table: 'labels', row };
  }
}

function* customerRows(
  plan: FraudPlan,
  customers: readonly CustomerTraits[],
  ledger: CustomerLedger,
  day: number,
): Generator<FraudRow, void, undefined> {
  for (const { index, id, zone, silentAfter } of customers) {
    const event_timestamp = (day + 1) * DAY_US - zone * HOUR_US;
    const stats = ledger.stats(index);
    if (!stats || day > silentAfter || event_timestamp > (plan.lastDay + 1) * DAY_US) continue;
    yield { table: 'customer_stats', row: { customer_id: id, ...statsTimes(plan, event_timestamp, index), ...stats } };
  }
}

function* merchantRows(
  plan: FraudPlan,
  merchants: readonly MerchantTraits[],
  ledger: MerchantLedger,
  day: number,
): Generator<FraudRow, void, undefined> {
  for (const { index, id, silentAfter } of merchants) {
    const times = statsTimes(plan, (day + 1) * DAY_US, index);
    const stats = ledger.stats(index, day);
    if (day <= silentAfter) yield { table: 'merchant_stats', row: { merchant_id: id, ...times, ...stats } };
  }
}

/**
 * Written 5 to 30 minutes after the day's end, by one job for all. Moved to a clock's jump, but never before what they
 * count, nor beyond the data's end.
 */
function statsTimes(plan: FraudPlan, end: number, index: number): { event_timestamp: number; created: number } {
  const hours = end / HOUR_US;
  const created = end + 300 * SECOND_US + Math.floor(uniform(plan.seed, JOB, hours, DRAW.job) * 1500 * SECOND_US);
  const jump = plan.awkward.has('dst-gaps') ? clockJump(Math.floor(end / DAY_US)) : undefined;
  if (jump === undefined) return { event_timestamp: end, created };
  const moved = jump + OFFSETS[index % OFFSETS.length];
  if (moved < end || moved > (plan.lastDay + 1) * DAY_US) return { event_timestamp: end, created };
  return { event_timestamp: moved, created: created + moved - end };
}

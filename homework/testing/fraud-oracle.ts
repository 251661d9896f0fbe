import type { FraudTables, LabelRow } from '../../data-gen/fraud/fraud-rows';

const DAY_US = 86_400_000_000;

/** The six features, in the vector's order. */
export interface Vector {
  readonly avg_purchase: number | null;
  readonly n_purchases_7d: number | null;
  readonly avg_rating: number | null;
  readonly n_disputes_30d: number | null;
  readonly amount: number | null;
  readonly hour_of_day: number | null;
}

export type Keys = Pick<LabelRow, 'customer_id' | 'merchant_id'>;
type Sources = Pick<FraudTables, 'customer_stats' | 'merchant_stats' | 'transactions'>;

/** The rules of the homework, slow and obvious: what is known of the keys at `t` (microseconds). */
export function vectorAt(tables: Sources, { customer_id, merchant_id }: Keys, t: number): Vector {
  const customer = winner(
    tables.customer_stats.filter((row) => row.customer_id === customer_id),
    t,
    7,
  );
  const merchant = winner(
    tables.merchant_stats.filter((row) => row.merchant_id === merchant_id),
    t,
    30,
  );
  const transaction = winner(
    tables.transactions.filter((row) => row.customer_id === customer_id && row.merchant_id === merchant_id),
    t,
    1,
  );
  return {
    avg_purchase: customer?.avg_purchase ?? null,
    n_purchases_7d: customer?.n_purchases_7d ?? null,
    avg_rating: merchant?.avg_rating ?? null,
    n_disputes_30d: merchant?.n_disputes_30d ?? null,
    amount: transaction?.amount ?? null,
    hour_of_day: transaction ? hourOf(transaction.event_timestamp) : null,
  };
}

interface Timed {
  readonly event_timestamp: number;
  readonly created: number | null;
}

function winner<R extends Timed>(rows: readonly R[], t: number, ttlDays: number): R | undefined {
  let best: R | undefined;
  for (const row of rows) if (row.event_timestamp <= t && (!best || beats(row, best))) best = row;
  return best && best.event_timestamp >= t - ttlDays * DAY_US ? best : undefined;
}

function beats(row: Timed, other: Timed): boolean {
  if (row.event_timestamp !== other.event_timestamp) return row.event_timestamp > other.event_timestamp;
  return (row.created ?? -Infinity) > (other.created ?? -Infinity);
}

function hourOf(us: number): number {
  const hours = Math.floor(us / 3_600_000_000);
  return ((hours % 24) + 24) % 24;
}

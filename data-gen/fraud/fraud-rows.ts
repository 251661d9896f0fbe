import type { TableColumns } from '../write-table';

/** Times are microseconds since 1970 (UTC), negative before it. Ids and counts lie within ±(2^53 − 1). */
export interface CustomerStatsRow {
  readonly customer_id: number;
  /** When the row became true: a batch job counts what was bought before this instant. */
  readonly event_timestamp: number;
  /** When it was written. */
  readonly created: number | null;
  readonly avg_purchase: number | null;
  readonly n_purchases_7d: number | null;
}

export interface MerchantStatsRow {
  readonly merchant_id: number;
  readonly event_timestamp: number;
  readonly created: number | null;
  /** 1 to 5. */
  readonly avg_rating: number | null;
  /** Disputes filed in the 30 days before: a fraud counts from the day on which the customer noticed it. */
  readonly n_disputes_30d: number | null;
}

export interface TransactionRow {
  readonly transaction_id: number;
  readonly customer_id: number;
  readonly merchant_id: number;
  readonly event_timestamp: number;
  readonly created: number | null;
  readonly amount: number | null;
}

export interface LabelRow {
  readonly customer_id: number | null;
  readonly merchant_id: number | null;
  readonly event_timestamp: number;
  readonly is_fraud: 0 | 1;
}

export interface FraudTables {
  readonly customer_stats: readonly CustomerStatsRow[];
  readonly merchant_stats: readonly MerchantStatsRow[];
  readonly transactions: readonly TransactionRow[];
  readonly labels: readonly LabelRow[];
}

/** One row, and the table that it belongs to. */
export type FraudRow = {
  readonly [T in keyof FraudTables]: { readonly table: T; readonly row: FraudTables[T][number] };
}[keyof FraudTables];

/** The files' columns, in their order: the keys, the times, the values. */
export const FRAUD_COLUMNS: Readonly<Record<keyof FraudTables, TableColumns>> = {
  customer_stats: {
    customer_id: 'int64',
    event_timestamp: 'timestamp',
    created: 'timestamp?',
    avg_purchase: 'double?',
    n_purchases_7d: 'int64?',
  },
  merchant_stats: {
    merchant_id: 'int64',
    event_timestamp: 'timestamp',
    created: 'timestamp?',
    avg_rating: 'double?',
    n_disputes_30d: 'int64?',
  },
  transactions: {
    transaction_id: 'int64',
    customer_id: 'int64',
    merchant_id: 'int64',
    event_timestamp: 'timestamp',
    created: 'timestamp?',
    amount: 'double?',
  },
  labels: { customer_id: 'int64?', merchant_id: 'int64?', event_timestamp: 'timestamp', is_fraud: 'int64' },
};

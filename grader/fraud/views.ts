import { DAY } from './micros';
import type { Micros } from './micros';

export type ViewName = 'customer_stats' | 'merchant_stats' | 'transaction_features';
export type TableName = 'customer_stats' | 'merchant_stats' | 'transactions';
export type KeyName = 'customer_id' | 'merchant_id';

/** A feature view of the homework, as its text defines it. */
export interface View {
  readonly name: ViewName;
  readonly table: TableName;
  readonly keys: readonly KeyName[];
  /** In the order of the answer. */
  readonly features: readonly string[];
  /** Integer features; the others are doubles. */
  readonly integers: readonly string[];
  readonly ttl: Micros;
}

export const VIEWS: readonly View[] = [
  {
    name: 'customer_stats',
    table: 'customer_stats',
    keys: ['customer_id'],
    features: ['avg_purchase', 'n_purchases_7d'],
    integers: ['n_purchases_7d'],
    ttl: 7 * DAY,
  },
  {
    name: 'merchant_stats',
    table: 'merchant_stats',
    keys: ['merchant_id'],
    features: ['avg_rating', 'n_disputes_30d'],
    integers: ['n_disputes_30d'],
    ttl: 30 * DAY,
  },
  {
    name: 'transaction_features',
    table: 'transactions',
    keys: ['customer_id', 'merchant_id'],
    features: ['amount', 'hour_of_day'],
    integers: ['hour_of_day'],
    ttl: DAY,
  },
];

export function longestTtl(views: readonly View[]): Micros {
  return Math.max(...views.map(({ ttl }) => ttl));
}

/** A day, unless this class has shorter ones. */
export function shortestTtl(views: readonly View[]): Micros {
  return Math.min(DAY, ...views.map(({ ttl }) => ttl));
}

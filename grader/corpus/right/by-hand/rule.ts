export interface Row {
  key: string;
  event: number;
  created: number;
  values: (number | null)[];
}

const DAY = 86_400_000_000;

export const VIEWS = [
  { name: 'customer_stats', keys: ['customer_id'], columns: ['avg_purchase', 'n_purchases_7d'], ttl: 7 * DAY },
  { name: 'merchant_stats', keys: ['merchant_id'], columns: ['avg_rating', 'n_disputes_30d'], ttl: 30 * DAY },
  { name: 'transactions', keys: ['customer_id', 'merchant_id'], columns: ['amount', 'hour_of_day'], ttl: DAY },
];

export type View = (typeof VIEWS)[number];
type Ids = Record<string, number | null>;

/** Undefined where an id is null: such a key matches nothing. */
export function keyOf(view: View, ids: Ids): string | undefined {
  const parts = view.keys.map((name) => ids[name]);
  return parts.includes(null) ? undefined : parts.join('/');
}

/** Does the row count at t? */
export function counts(view: View, row: Row, t: number): boolean {
  return row.event <= t && row.event >= t - view.ttl;
}

/** Newer event, then later created. */
export function beats(row: Row, other: Row | undefined): boolean {
  if (!other) return true;
  return row.event === other.event ? row.created > other.created : row.event > other.event;
}

export function hourOf(event: number): number {
  return new Date(Math.floor(event / 1000)).getUTCHours();
}

export function valuesOf(view: View, row: Row | undefined): Ids {
  return Object.fromEntries(view.columns.map((name, i) => [name, row ? row.values[i] : null]));
}

import type { Micros } from './micros';
import type { TableName } from './views';

/** A row of a source table: its ids, `event_timestamp`, `created` (microseconds) and its values, by column. */
export type Row = Readonly<Record<string, number | null>>;

/** The source tables; each list is in the order in which its rows are written. */
export type World = Readonly<Record<TableName, readonly Row[]>>;

export interface Request {
  readonly customer_id: number | null;
  readonly merchant_id: number | null;
}

export interface Label extends Request {
  readonly event_timestamp: Micros;
  readonly is_fraud: number;
}

/** What is asked for: at `now`, of the rows up to `until`, which is `now` itself for a training row. */
export interface Moment {
  readonly now: Micros;
  readonly until: Micros;
}

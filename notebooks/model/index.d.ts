import type { DriverRow } from '../checks';

/** A trip that is booked hours ahead. (Types, not interfaces: they are rows of an entity dataframe.) */
export type Booking = {
  readonly driver_id: number;
  /** When it is booked: the question's time. */
  readonly event_timestamp: Date;
  /** The full hour at which it ends. */
  readonly trip_time: Date;
  /** The answer: 1 where the driver's `conv_rate` of the trip's hour was over 0.5, else 0. */
  readonly good: number;
};

/** A booking with features, and the time of the row that they come from. */
export type JoinedBooking = Booking & {
  readonly feature_time: Date;
  readonly conv_rate: number;
  readonly acc_rate: number;
  readonly avg_daily_trips: number;
};

/** A trip for each hour of each driver, in the order of their booking. */
export function bookings(rows: readonly DriverRow[]): Booking[];

/**
 * The naive join: each booking with the row of its trip's hour, as
 * `LEFT JOIN rows ON rows.driver_id = bookings.driver_id AND rows.event_timestamp = bookings.trip_time` does.
 */
export function leftJoin(bookings: readonly Booking[], rows: readonly DriverRow[]): JoinedBooking[];

/**
 * A logistic regression of `good` on the three features, trained on the first 70 % of the rows. The same rows give the
 * same model.
 */
export function train(rows: readonly object[]): {
  /** Of the last 30 % of these rows, the share that it gets right: 0 to 1, to three digits. */
  readonly score: (rows: readonly object[]) => number;
};

/** Of the last 30 % of these rows, the share of the more common answer: 0 to 1, to three digits. */
export function baseRate(rows: readonly Booking[]): number;

/** The numbers of a danfo column as a TensorFlow model gets them. */
export function tensorOf(frame: object, name: string): number[];

'use strict';

const HOUR = 3600e3;
/** A trip is booked this long before it begins. */
const AHEAD = 5.5 * HOUR;

/**
 * A trip booked for each hour of each driver, from the raw rows: `event_timestamp`, when it is booked and the question
 * is asked; `trip_time`, five and a half hours later, the full hour at which it ends; `good`, the answer: 1 where the driver's
 * `conv_rate` of the trip's hour was over 0.5, else 0. In the order of their time. None of the first day: then there
 * is no history to ask.
 */
exports.bookings = (rows) => {
  const first = Math.min(...rows.map((row) => row.event_timestamp));
  return [...latestOfEachHour(rows).values()]
    .map(({ driver_id, event_timestamp, conv_rate }) => ({
      driver_id,
      event_timestamp: new Date(event_timestamp - AHEAD),
      trip_time: event_timestamp,
      good: conv_rate > 0.5 ? 1 : 0,
    }))
    .filter(({ event_timestamp }) => event_timestamp - first >= 24 * HOUR)
    .sort((a, b) => a.event_timestamp - b.event_timestamp || a.driver_id - b.driver_id);
};

/**
 * The naive join, `LEFT JOIN latest ON latest.driver_id = b.driver_id AND latest.event_timestamp = b.trip_time`: each
 * booking with the row of its trip's hour, the one written last, whose time becomes `feature_time`.
 */
exports.leftJoin = (bookings, rows) => {
  const latest = latestOfEachHour(rows);
  return bookings.map((booking) => {
    const row = latest.get(keyOf(booking.driver_id, booking.trip_time));
    const { conv_rate, acc_rate, avg_daily_trips } = row;
    return { ...booking, feature_time: row.event_timestamp, conv_rate, acc_rate, avg_daily_trips };
  });
};

/** Of the rows of one driver and hour, the one written last. */
function latestOfEachHour(rows) {
  const latest = new Map();
  for (const row of [...rows].sort((a, b) => a.created - b.created)) {
    latest.set(keyOf(row.driver_id, row.event_timestamp), row);
  }
  return latest;
}

function keyOf(driver, time) {
  return `${driver} ${time.getTime()}`;
}

'use strict';
const { editRows } = require('./edit-rows');

/** What each driver last sent, under a store whose clock is at 12:30 on 10 June. */
const LAST_SEEN = {
  1001: '2025-06-10T12:00:00Z',
  1002: '2025-06-09T18:00:00Z',
  1003: '2025-06-08T12:00:00Z',
  1004: '2025-06-06T00:00:00Z',
  1005: '2025-06-01T06:00:00Z',
};

/** Driver 1006 made no trip yet; the first row of 1007 comes at 12:20. */
const NEWCOMERS = [
  { driver_id: 1006, conv_rate: null, acc_rate: 0.9, avg_daily_trips: 0, ...at('12:00', '12:01') },
  { driver_id: 1007, conv_rate: 0.5, acc_rate: 0.5, avg_daily_trips: 2, ...at('12:20', '12:21') },
];

/**
 * Lesson 4's drivers: all but 1001 stop sending, each at another time, and two new ones arrive.
 * @returns when each of the five was last seen
 */
exports.silentDrivers = async (path) => {
  await editRows(path, (rows) => [
    ...rows.filter((row) => row.event_timestamp <= LAST_SEEN[row.driver_id]),
    ...NEWCOMERS,
  ]);
  return { ...LAST_SEEN };
};

function at(event, written) {
  return { event_timestamp: `2025-06-10T${event}:00Z`, created: `2025-06-10T${written}:00Z` };
}

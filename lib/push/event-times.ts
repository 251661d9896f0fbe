import type { Times } from '../columns/column';
import { timesOf } from '../columns/times';
import { InputError } from '../errors';
import type { PushedRows } from './pushed-rows';

/** The rows' event times. @throws InputError where one has none, also for want of the column */
export function eventTimes(rows: PushedRows, column: string, owner: string): Times {
  const times = timesOf(rows.column(column, 'timestamp', owner));
  const missing = times.us.findIndex((value) => Number.isNaN(value));
  if (missing < 0) return times;
  throw new InputError(
    'TIME_INVALID',
    `pushed row ${String(missing + 1)}: ${column} is null`,
    'give each row the time at which it became true',
  );
}

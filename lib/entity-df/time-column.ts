import { InputError } from '../errors';

/** The name that the time column has by default. */
export const EVENT_TIMESTAMP = 'event_timestamp';

/**
 * Which column holds the rows' times: `event_timestamp`, or the only one of times.
 * @param names every column
 * @param timeColumns the columns that hold times and nothing else, join keys aside
 * @throws InputError where there is none, or several
 */
export function chooseTimeColumn(names: readonly string[], timeColumns: readonly string[]): string {
  if (names.includes(EVENT_TIMESTAMP)) return EVENT_TIMESTAMP;
  if (timeColumns.length === 1) return timeColumns[0];
  const problem =
    timeColumns.length === 0
      ? `the entity dataframe has no time column, only ${names.join(', ') || 'no columns at all'}`
      : `the entity dataframe has ${String(timeColumns.length)} timestamp columns (${timeColumns.join(', ')}), and none is called ${EVENT_TIMESTAMP}`;
  throw new InputError('INPUT_INVALID', problem, `name the column with each row's time ${EVENT_TIMESTAMP}`);
}

/** @throws InputError naming the row (from 1) */
export function missingTime(row: number, column: string): InputError {
  return new InputError(
    'TIME_INVALID',
    `entity row ${String(row + 1)} has no time in column ${column}`,
    'give every row a time: it is the moment at which its features are asked for',
  );
}

/** @throws InputError naming the key and the columns that are there */
export function missingKey(key: string, names: readonly string[]): InputError {
  return new InputError(
    'INPUT_INVALID',
    `the entity dataframe has no column ${key}, a join key of the asked views`,
    `add ${key}; it has ${names.join(', ')}`,
  );
}

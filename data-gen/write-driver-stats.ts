import type { DriverOptions } from './driver-options';
import { driverRows } from './drivers';
import { writeTable, type TableColumns } from './write-table';

const COLUMNS = {
  event_timestamp: 'timestamp',
  driver_id: 'int64',
  conv_rate: 'float',
  acc_rate: 'float',
  avg_daily_trips: 'int64',
  created: 'timestamp',
} as const satisfies TableColumns;

/**
 * Writes the drivers' hourly stats as a Parquet file: event_timestamp and created as timestamps in UTC
 * microseconds, driver_id and avg_daily_trips as int64, conv_rate and acc_rate as float, all required. The same
 * options give the same bytes. A failure leaves nothing half written.
 * @throws DataGenError for an option that cannot be; the file system's own error where it cannot be written
 */
export async function writeDriverStats(file: string, options: DriverOptions): Promise<{ rows: number }> {
  return writeTable(file, COLUMNS, driverRows(options));
}

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';
import { ParquetSchema, ParquetWriter } from 'parquetjs-lite';
import type { DriverOptions } from './driver-options';
import { driverRows, type DriverRow } from './drivers';
import { UtcFileParts } from './utc-file-parts';

const SCHEMA = new ParquetSchema({
  event_timestamp: { type: 'TIMESTAMP_MICROS' },
  driver_id: { type: 'INT64' },
  conv_rate: { type: 'FLOAT' },
  acc_rate: { type: 'FLOAT' },
  avg_daily_trips: { type: 'INT64' },
  created: { type: 'TIMESTAMP_MICROS' },
});

/**
 * Rows in a row group: what is held in memory at a time. No page index: the one that parquetjs-lite writes lacks
 * fields that the format requires.
 */
const LAYOUT = { rowGroupSize: 65_536, pageIndex: false };

/**
 * Writes the drivers' hourly stats as a Parquet file: event_timestamp and created as timestamps in UTC
 * microseconds, driver_id and avg_daily_trips as int64, conv_rate and acc_rate as float, all required,
 * uncompressed, in row groups of 65,536 rows. The same options give the same bytes. The folder is made where it
 * is missing; the file is replaced at the end in one step, so a failure leaves nothing half written.
 * @throws DataGenError for an option that cannot be; the file system's own error where it cannot be written
 */
export async function writeDriverStats(file: string, options: DriverOptions): Promise<{ rows: number }> {
  const rows = driverRows(options);
  // A name of its own: two that write one file at once must not write into each other's.
  const part = `${file}.${randomUUID()}.part`;
  await mkdir(dirname(file), { recursive: true });
  try {
    const count = await writeRows(part, rows);
    await rename(part, file);
    return { rows: count };
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

async function writeRows(file: string, rows: Iterable<DriverRow>): Promise<number> {
  const stream = createWriteStream(file);
  await once(stream, 'open');
  try {
    return await appendRows(parquetWriter(stream), rows);
  } finally {
    stream.destroy();
    if (!stream.closed) await once(stream, 'close');
  }
}

async function appendRows(writer: ParquetWriter, rows: Iterable<DriverRow>): Promise<number> {
  let count = 0;
  for (const row of rows) {
    await writer.appendRow(row);
    count += 1;
  }
  await writer.close();
  return count;
}

function parquetWriter(stream: WriteStream): ParquetWriter {
  const done = finished(stream);
  done.catch(() => undefined);
  const write = async (bytes: Buffer): Promise<void> => {
    if (!stream.write(bytes)) await Promise.race([once(stream, 'drain'), done]);
  };
  const close = (): Promise<void> => {
    stream.end();
    return done;
  };
  return new ParquetWriter(SCHEMA, new UtcFileParts(SCHEMA, write, close, 0, LAYOUT), LAYOUT);
}

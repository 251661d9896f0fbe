'use strict';
const { asyncBufferFromFile, parquetReadObjects } = require('hyparquet');
const { ParquetSchema, ParquetWriter } = require('parquetjs-lite');

/**
 * A late correction arrives in the drivers' file: a second row of the same driver and hour, written at `created`,
 * with other values. The rows that were there stay, to the microsecond.
 */
exports.correctRow = async (path, { driver_id, event_timestamp, created, ...values }) => {
  const rows = await exactRows(path);
  const hour = micros(event_timestamp);
  const old = rows.findLast((row) => row.driver_id === BigInt(driver_id) && row.event_timestamp === hour);
  if (!old) throw new Error(`${driver_id} has no row at ${event_timestamp}`);
  await write(path, [...rows, { ...old, ...values, created: micros(created) }]);
};

/** Times as microseconds since 1970: a Date would cut them to milliseconds. */
async function exactRows(path) {
  const file = await asyncBufferFromFile(path);
  return parquetReadObjects({ file, parsers: { timestampFromMicroseconds: Number } });
}

async function write(path, rows) {
  const schema = new ParquetSchema({
    event_timestamp: { type: 'TIMESTAMP_MICROS' },
    driver_id: { type: 'INT64' },
    conv_rate: { type: 'FLOAT' },
    acc_rate: { type: 'FLOAT' },
    avg_daily_trips: { type: 'INT64' },
    created: { type: 'TIMESTAMP_MICROS' },
  });
  const writer = await ParquetWriter.openFile(schema, path, { pageIndex: false });
  for (const row of rows) {
    await writer.appendRow({
      ...row,
      driver_id: Number(row.driver_id),
      avg_daily_trips: Number(row.avg_daily_trips),
    });
  }
  await writer.close();
}

const micros = (time) => new Date(time).getTime() * 1000;

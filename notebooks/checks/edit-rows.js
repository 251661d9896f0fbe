'use strict';
const { renameSync } = require('node:fs');
const { asyncBufferFromFile, parquetReadObjects } = require('hyparquet');
const { ParquetSchema, ParquetWriter } = require('parquetjs-lite');

const SCHEMA = new ParquetSchema({
  event_timestamp: { type: 'TIMESTAMP_MICROS' },
  driver_id: { type: 'INT64' },
  conv_rate: { type: 'FLOAT', optional: true },
  acc_rate: { type: 'FLOAT', optional: true },
  avg_daily_trips: { type: 'INT64', optional: true },
  created: { type: 'TIMESTAMP_MICROS' },
});

/**
 * The drivers' file becomes what `edit` makes of its rows, as some job outside of the feature store would rewrite it:
 * written beside and renamed. Times are ISO strings in UTC, exact to the microsecond; any value but keys and times may
 * be null.
 */
exports.editRows = async (path, edit) => {
  const part = `${path}.part`;
  const rows = edit(await rowsOf(path));
  const writer = await ParquetWriter.openFile(SCHEMA, part, { pageIndex: false });
  for (const row of rows) await writer.appendRow(asStored(row));
  await writer.close();
  renameSync(part, path);
};

/**
 * A late correction arrives in the drivers' file: a second row of the same driver and hour, written at `created`,
 * with other values. The rows that were there stay.
 */
exports.correctRow = (path, { driver_id, event_timestamp, created, ...values }) =>
  exports.editRows(path, (rows) => {
    const hour = micros(event_timestamp);
    const old = rows.findLast((row) => row.driver_id === driver_id && micros(row.event_timestamp) === hour);
    if (!old) throw new Error(`${driver_id} has no row at ${event_timestamp}`);
    return [...rows, { ...old, ...values, created }];
  });

async function rowsOf(path) {
  const file = await asyncBufferFromFile(path);
  const rows = await parquetReadObjects({ file, parsers: { timestampFromMicroseconds: toIso } });
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : (value ?? null)]),
    ),
  );
}

function asStored({ event_timestamp, created, ...row }) {
  return { ...row, event_timestamp: micros(event_timestamp), created: micros(created) };
}

/** `2025-06-10T12:00:00Z`, with six digits of a second where it has them. A Date would cut them to three. */
function toIso(time) {
  const seconds = new Date(Math.floor(Number(time) / 1e6) * 1000).toISOString().slice(0, 19);
  const digits = String(((Number(time) % 1e6) + 1e6) % 1e6).padStart(6, '0');
  return `${seconds}${digits === '000000' ? '' : `.${digits}`}Z`;
}

/** Microseconds since 1970. */
function micros(time) {
  const [, digits = ''] = /\.(\d+)/.exec(time) ?? [];
  return Math.floor(Date.parse(time) / 1000) * 1e6 + Number(digits.slice(0, 6).padEnd(6, '0'));
}

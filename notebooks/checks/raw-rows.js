'use strict';
const { asyncBufferFromFile, parquetReadObjects } = require('hyparquet');

/**
 * The rows of a Parquet file as they stand there, read by hyparquet alone: nothing of featlab takes part, so they
 * are a second opinion. Times are Dates, 64-bit integers numbers.
 */
exports.rawRows = async (path) => {
  const rows = await parquetReadObjects({ file: await asyncBufferFromFile(path) });
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]),
    ),
  );
};

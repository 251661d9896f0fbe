'use strict';
const { asyncBufferFromFile, parquetMetadataAsync, parquetRead } = require('hyparquet');

/**
 * What reading a drivers' file costs: `rows` decoded and `bytes` fetched, all columns. With `from` and `to` only the
 * row groups whose least and greatest event time, as the file's own statistics have them, reach into that time.
 */
exports.readCost = async (path, { from, to } = {}) => {
  const file = countingBytes(await asyncBufferFromFile(path));
  const metadata = await parquetMetadataAsync(file);
  const [first, last] = [from ? new Date(from) : -Infinity, to ? new Date(to) : Infinity];
  let rows = 0;
  for (const { start, count, min, max } of groupsOf(metadata)) {
    if (max < first || min > last) continue;
    await parquetRead({
      file,
      metadata,
      rowStart: start,
      rowEnd: start + count,
      onComplete: (some) => (rows += some.length),
    });
  }
  return { rows, bytes: file.fetched() };
};

function groupsOf(metadata) {
  let start = 0;
  return metadata.row_groups.map((group) => {
    const { meta_data } = group.columns.find((column) => column.meta_data.path_in_schema[0] === 'event_timestamp');
    const count = Number(group.num_rows);
    start += count;
    return { start: start - count, count, min: meta_data.statistics.min_value, max: meta_data.statistics.max_value };
  });
}

function countingBytes(buffer) {
  let bytes = 0;
  return {
    byteLength: buffer.byteLength,
    fetched: () => bytes,
    slice: (start, end = buffer.byteLength) => {
      bytes += end - start;
      return buffer.slice(start, end);
    },
  };
}

'use strict';
const { join } = require('node:path');

const DIST = join(__dirname, '..', '..', 'dist', 'data-gen', 'fraud');
/** Small, and always the same. */
const SIZE = { customers: 60, merchants: 20, days: 20, seed: 1, end: new Date('2025-06-10T00:00:00Z') };

/** The homework's tables, a small bank of them, in `folder`: Parquet files, and labels.parquet. Answers how many rows each has. */
exports.fraudData = (folder) => require(join(DIST, 'write-fraud-data.js')).writeFraudData({ ...SIZE, out: folder });

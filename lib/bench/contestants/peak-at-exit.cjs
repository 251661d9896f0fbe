// Loaded before a command: when it ends, it leaves the most memory that it held, in MiB, in FEATLAB_PEAK_FILE.
const { writeFileSync } = require('node:fs');
const { peakMiB } = require('../peak-memory.mjs');

process.on('exit', () => writeFileSync(process.env.FEATLAB_PEAK_FILE, String(peakMiB())));

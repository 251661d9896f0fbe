'use strict';
// What the notebooks import: require('featlab/notebooks/checks'). Plain CommonJS, so that the kernel loads it as it is.
require('./quiet-errors');
const { checks } = require('./checks');
const { cli } = require('./cli');
const { correctRow, editRows } = require('./edit-rows');
const { emptyFolder } = require('./empty-folder');
const { fraudData } = require('./fraud-data');
const { rawRows } = require('./raw-rows');
const { readCost } = require('./read-cost');
const { setTtl } = require('./set-ttl');
const { silentDrivers } = require('./silent-drivers');

module.exports = {
  checks,
  cli,
  correctRow,
  editRows,
  emptyFolder,
  fraudData,
  rawRows,
  readCost,
  setTtl,
  silentDrivers,
};

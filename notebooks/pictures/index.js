'use strict';
// What the notebooks import: require('featlab/notebooks/pictures').
const { figure } = require('./figure');
const { latencyPicture } = require('./latency');
const { timelinePicture } = require('./timeline');

module.exports = { figure, latencyPicture, timelinePicture };

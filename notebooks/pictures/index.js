'use strict';
// What the notebooks import: require('featlab/notebooks/pictures').
const { agePicture } = require('./ages');
const { figure } = require('./figure');
const { latencyPicture } = require('./latency');
const { skewPicture } = require('./skew');
const { timelinePicture } = require('./timeline');

module.exports = { agePicture, figure, latencyPicture, skewPicture, timelinePicture };

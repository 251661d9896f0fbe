'use strict';
// What the notebooks import: require('featlab/notebooks/pictures').
const { figure } = require('./figure');

module.exports = { figure };

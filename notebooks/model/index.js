'use strict';
// What lesson 2 imports: require('featlab/notebooks/model').
const { bookings, leftJoin } = require('./bookings');
const { tensorOf } = require('./tensor-of');
const { train } = require('./train');

module.exports = { bookings, leftJoin, tensorOf, train };

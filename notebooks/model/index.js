'use strict';
// What lesson 2 imports: require('featlab/notebooks/model').
const { bookings, leftJoin } = require('./bookings');
const { tensorOf } = require('./tensor-of');
const { baseRate, train } = require('./train');

module.exports = { baseRate, bookings, leftJoin, tensorOf, train };

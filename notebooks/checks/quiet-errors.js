'use strict';
const { inspect } = require('node:util');
const { FeatureStoreError } = require('../../dist/lib/index.js');

/** In a notebook an error of featlab's that nobody caught shows its two lines, and no stack of files that are not the student's. */
Object.defineProperty(FeatureStoreError.prototype, inspect.custom, {
  configurable: true,
  value() {
    return `${this.name}: ${this.message}`;
  },
});

'use strict';
const LogisticRegression = require('ml-logistic-regression');
const { Matrix } = require('ml-matrix');

const FEATURES = ['conv_rate', 'acc_rate', 'avg_daily_trips'];
/** Steps enough for a score to stand still in its third digit. */
const OPTIONS = { numSteps: 300, learningRate: 5e-3 };
const TRAINING_SHARE = 0.7;

/**
 * A logistic regression that says `good` (1 or 0) from the three features of a row, each scaled to mean 0 and deviation
 * 1. It learns from the first 70 % of `rows`, the oldest. The same rows give the same model: it starts from zero and
 * takes all of them in each step.
 * @returns `score(rows)`: of the last 30 % of `rows`, the share that it gets right, 0 to 1, to three digits
 */
exports.train = (rows) => {
  const past = rows.slice(0, cut(rows));
  const scales = FEATURES.map((name) => scaleOf(past.map((row) => row[name])));
  const model = new LogisticRegression(OPTIONS);
  model.train(matrixOf(past, scales), Matrix.columnVector(past.map(({ good }) => good)));
  return {
    score: (asked) => {
      const recent = asked.slice(cut(asked));
      const said = model.predict(matrixOf(recent, scales));
      const hits = recent.filter(({ good }, i) => said[i] === good).length;
      return Number((hits / recent.length).toFixed(3));
    },
  };
};

/** Of the last 30 % of `rows`, the share of the more common answer, 0 to 1, to three digits: what no model may fall below. */
exports.baseRate = (rows) => {
  const recent = rows.slice(cut(rows));
  const share = recent.filter(({ good }) => good === 1).length / recent.length;
  return Number(Math.max(share, 1 - share).toFixed(3));
};

function cut(rows) {
  return Math.round(rows.length * TRAINING_SHARE);
}

/** A column of ones, the intercept, then the features. */
function matrixOf(rows, scales) {
  const scaled = (row) => FEATURES.map((name, i) => (row[name] - scales[i].mean) / scales[i].deviation);
  return new Matrix(rows.map((row) => [1, ...scaled(row)]));
}

function scaleOf(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) || 1 };
}

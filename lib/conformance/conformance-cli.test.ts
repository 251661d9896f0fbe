import { describe, expect, test } from 'vitest';

import { readCases } from './case';
import { CliRunner } from './cli-runner';
import { runCase } from './run-case';

/** Each command, option and kind of refusal once or more; the others go through the library alone. */
const SAMPLE: readonly string[] = [
  'a-service-with-a-selection',
  'apply-from-the-wrong-folder',
  'apply-says-what-changes',
  'bad-values-in-entity-csv',
  'bigint-keys-beyond-2-53',
  'bound-exclusive',
  'csv-entity-dataframe-with-offsets',
  'cutoff-hides-late-corrections',
  'full-feature-names',
  'incremental-before-the-last-end',
  'materialize-one-view-only',
  'nulls-in-some-columns-of-one-row',
  'push-newer-wins',
  'skew-finds-an-unserved-correction',
  'the-four-statuses',
  'times-naive-are-utc',
  'truncated-parquet',
];

const cases = readCases().filter(({ name }) => SAMPLE.includes(name));

test('every case of the sample is there', () => {
  expect(cases.map(({ name }) => name)).toEqual(SAMPLE);
});

describe.concurrent('through the command line', () => {
  test.each(cases)('$name: not so that $catches', (given) => runCase(given, (folder) => new CliRunner(folder, given)));
});

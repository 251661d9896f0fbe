import { expect, test } from 'vitest';
import { VIEWS } from '../fraud/views';
import type { World } from '../fraud/world';
import type { Expectation } from './expectation';
import { judgeServing } from './judge';
import type { Got } from './values';

const WORLD: World = { customer_stats: [], merchant_stats: [], transactions: [] };
const FEATURES = VIEWS.flatMap((view) => view.features);
const MOMENT = { now: 0, until: 0 };

/** Answers `value` for all features of all views, but for those of the first view null where `isNull`. */
function saying(value: Got, isNull: boolean): Expectation {
  const first = VIEWS[0].features;
  const values = FEATURES.map((name) => [name, isNull && first.includes(name) ? null : value]);
  return { answer: () => Object.fromEntries(values) as Record<string, Got>, winner: () => undefined };
}

test.each<[what: string, expectation: Expectation, isOfNulls: boolean]>([
  ['something counts in each view', saying(1, false), false],
  ['nothing counts in one of the views', saying(1, true), true],
  ['nobody has said what counts', saying(undefined, false), false],
])('a request that got no answer, where %s: is it of nulls? %s', (_, expectation, isOfNulls) => {
  const request = { customer_id: 1, merchant_id: 2 };
  const { faults } = judgeServing(expectation, WORLD, VIEWS, MOMENT, [request], [undefined]);
  expect(faults).toEqual([{ path: 'serving', kind: 'no answer', what: '', request, isOfNulls }]);
});

test('a line that is no answer is never of nulls', () => {
  const request = { customer_id: 1, merchant_id: 2 };
  const { faults } = judgeServing(saying(1, true), WORLD, VIEWS, MOMENT, [request], ['nothing known']);
  expect(faults).toEqual([{ path: 'serving', kind: 'no JSON', what: 'nothing known', request, isOfNulls: false }]);
});

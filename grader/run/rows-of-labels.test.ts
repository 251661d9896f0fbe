import { expect, test } from 'vitest';
import type { Label } from '../fraud/world';
import { rowsOfLabels } from './rows-of-labels';

const labels: Label[] = [1, 2, 2, null].map((customer_id, i) => ({
  customer_id,
  merchant_id: 7,
  event_timestamp: 1000 + i,
  is_fraud: 0,
}));

const setOf = (of: readonly Label[]) => ({
  rows: of.length,
  columns: {
    customer_id: of.map((label) => label.customer_id),
    merchant_id: of.map((label) => label.merchant_id),
    event_timestamp: of.map((label) => label.event_timestamp),
  },
});

test('as many rows as labels, in any order: each has the one with the same three', () => {
  expect(rowsOfLabels(labels, setOf(labels))).toEqual([0, 1, 2, 3]);
  expect(rowsOfLabels(labels, setOf(labels.toReversed()))).toEqual([3, 2, 1, 0]);
});

test('labels that are there twice have their rows in order', () => {
  const twice = [labels[0], labels[3], labels[0], labels[3]];
  expect(rowsOfLabels(twice, setOf([labels[3], labels[3], labels[0], labels[0]]))).toEqual([2, 0, 3, 1]);
});

test('as many rows as labels, and not the labels’ three: each has the one at its place', () => {
  const [one, two, three, four] = labels.toReversed();
  expect(rowsOfLabels(labels, setOf([one, two, three, { ...four, merchant_id: 8 }]))).toEqual([0, 1, 2, 3]);
  expect(rowsOfLabels(labels, setOf([one, one, three, four]))).toEqual([0, 1, 2, 3]);
  const { customer_id, merchant_id } = setOf([one, two, three, four]).columns;
  expect(rowsOfLabels(labels, { rows: 4, columns: { customer_id, merchant_id } })).toEqual([0, 1, 2, 3]);
});

test('labels that were left out have none', () => {
  expect(rowsOfLabels(labels, setOf([labels[0], labels[2], labels[3]]))).toEqual([0, -1, 1, 2]);
  expect(rowsOfLabels(labels, setOf([]))).toEqual([-1, -1, -1, -1]);
});

test('rows in another order, of no label, or more than the labels belong to none', () => {
  expect(rowsOfLabels(labels, setOf([labels[3], labels[0]]))).toBeUndefined();
  expect(rowsOfLabels(labels, setOf([{ ...labels[0], merchant_id: 8 }]))).toBeUndefined();
  expect(rowsOfLabels(labels, setOf([...labels, labels[0]]))).toBeUndefined();
});

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

test('as many rows as labels: each has its own, whatever stands in it', () => {
  expect(rowsOfLabels(labels, setOf(labels.toReversed()))).toEqual([0, 1, 2, 3]);
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

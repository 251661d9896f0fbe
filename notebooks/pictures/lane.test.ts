import { expect, test } from 'vitest';
import { laneRows, windowStart } from './lane';

const hour = (text: string): string => `2025-06-09T${text}:00Z`;

const rows = [
  { event_timestamp: hour('14:00'), created: hour('14:01'), value: 1 },
  { event_timestamp: hour('15:00'), created: hour('16:37'), value: 3 },
  { event_timestamp: hour('15:00'), created: hour('15:01'), value: 2 },
  { event_timestamp: hour('16:00'), created: hour('16:01'), value: 4 },
];

const statuses = (lane: object): string[] => laneRows({ at: hour('15:30'), rows, ...lane }).map(({ status }) => status);

test('the newest row that is not of the future wins, and of two of one time the one written last', () => {
  expect(statuses({})).toEqual(['past', 'winner', 'past', 'future']);
});

test('a row right at the question wins', () => {
  expect(statuses({ at: hour('16:00') }).at(-1)).toBe('winner');
});

test('with createdCutoff, what was written after the question does not count', () => {
  expect(statuses({ createdCutoff: true })).toEqual(['past', 'unwritten', 'winner', 'future']);
});

test('a TTL ends the window, its first instant included: nobody may be left', () => {
  expect(statuses({ ttl: '30m' })).toEqual(['expired', 'winner', 'past', 'future']);
  expect(statuses({ ttl: '29m' })).toEqual(['expired', 'expired', 'expired', 'future']);
  expect(windowStart({ at: hour('15:30'), ttl: '30m' })).toBe(Date.parse(hour('15:00')));
  expect(windowStart({ at: hour('15:30'), ttl: '0s' })).toBe(-Infinity);
});

test('rows of one time stand on each other', () => {
  expect(laneRows({ at: hour('15:30'), rows }).map(({ stacked }) => stacked)).toEqual([0, 0, 1, 0]);
});

test('what is no time or no duration is said', () => {
  expect(() => statuses({ at: '3 pm' })).toThrow("'3 pm' is no time");
  expect(() => statuses({ ttl: '1 day' })).toThrow("ttl: '1 day' is no duration");
});

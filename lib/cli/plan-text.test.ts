import { expect, test } from 'vitest';
import { planText } from './plan-text';

const plan = { view: 'stats', engine: 'BigQuery', sql: 'SELECT 1', values: ['2025-06-01T00:00:00Z'] };

test('the bytes stand in the first line, where the engine tells, and what the time filter saves', () => {
  expect(planText({ ...plan, bytes: 10, bytesUnfiltered: 3000 })).toBe(
    '-- stats: BigQuery, scans 10 bytes, 3000 without the time filter\nSELECT 1\n-- :1 = 2025-06-01T00:00:00Z',
  );
  expect(planText({ ...plan, bytes: 10 })).toMatch(/^-- stats: BigQuery, scans 10 bytes\n/);
  expect(planText({ ...plan, plan: 'Sort\n' })).toBe(
    '-- stats: BigQuery\nSELECT 1\n-- :1 = 2025-06-01T00:00:00Z\nSort',
  );
  expect(planText({ ...plan, sql: null })).toBe('-- stats: joined by featlab itself, from files');
});

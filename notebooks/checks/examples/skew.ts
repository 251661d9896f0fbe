import type { Example } from './example';

const view = 'driver_hourly_stats';
const increment = { view, read: 100, written: 5, start: null, end: '2025-06-10T06:00:00Z' };
const five = [1001, 1002, 1003, 1004, 1005].map((driver_id) => ({ driver_id, offline: 0.5, online: 0.5 }));
const mismatch = { view, feature: 'conv_rate', entity: { driver_id: 1003 }, offline: 0.75, online: 0.4 };
const report = (...mismatches: unknown[]): unknown => ({ checked: 5, values: 15, mismatches });

export const skewExamples: Example[] = [
  ['equalByHand', [five], [[...five.slice(1), { driver_id: 1001, offline: 0.5, online: null }]]],
  ['noSkew', [report()], [report(mismatch)]],
  ['skewFound', [report(mismatch)], [report()]],
  ['alarmed', ['1 value differs: driver_id=1005\n[exit code 1]'], ['0 values differ']],
  ['mended', [[increment], report()], [[{ ...increment, written: 0 }], report(mismatch)]],
];

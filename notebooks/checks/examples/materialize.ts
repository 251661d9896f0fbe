import type { Example } from './example';

const increment = { view: 'driver_hourly_stats', read: 100, written: 5, start: null, end: '2025-06-10T06:00:00Z' };
const two = { driver_id: [1001, 1003], conv_rate: [0.5, 0.4] };
const stored = [0.5, 0.1, 0.4, 0.1, 0.1].map((conv_rate, i) => ({ driver_id: 1001 + i, conv_rate }));
const present = [{ conv_rate: 'PRESENT' }, { conv_rate: 'PRESENT' }];
const unserved = [{ conv_rate: 'PRESENT' }, { conv_rate: 'NOT_FOUND' }];

export const materializeExamples: Example[] = [
  ['materialized', [[increment]], [[{ ...increment, written: 0 }]]],
  ['increment', [[increment], [{ ...increment, read: 5, start: increment.end }]], [[increment], [increment]]],
  ['served', [two, present], [two, unserved]],
  ['stored', [stored, two], [stored, { ...two, conv_rate: [0.5, 0.5] }]],
  ['fast', [{ p50: 0.01 }], [{ p50: 3 }]],
  ['backfill', [two, two, [{ ...increment, written: 0 }]], [two, stored, [increment]]],
];

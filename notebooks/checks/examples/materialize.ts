import type { Example } from './example';

const increment = { view: 'driver_hourly_stats', read: 100, written: 5, start: null, end: '2025-06-10T06:00:00Z' };
const two = { driver_id: [1001, 1003], conv_rate: [0.5, 0.4] };
const stored = [0.5, 0.1, 0.4, 0.1, 0.1].map((conv_rate, i) => ({ driver_id: 1001 + i, conv_rate }));
const answered = ['PRESENT', 'PRESENT', 'NOT_FOUND'].map((conv_rate) => ({ conv_rate }));

export const materializeExamples: Example[] = [
  ['materialized', [[increment]], [[{ ...increment, written: 0 }]]],
  ['increment', [5, [increment], [{ ...increment, read: 35, start: increment.end }]], [0, [increment], [increment]]],
  ['served', [{ ...two, driver_id: [1003, 1001, 9999] }, answered], [two, answered.slice(0, 2)]],
  ['stored', [stored, two], [stored, { ...two, conv_rate: [0.5, 0.5] }]],
  ['futureRefused', ['end lies in the future\nfix: take an earlier one'], ['']],
  ['backfill', [two, two, [{ ...increment, written: 0 }]], [two, stored, [increment]]],
];

import type { Example } from './example';

const drivers = [1001, 1002, 1003, 1004, 1005];
/** What is read of the five when the last `old` of them have expired. */
const read = (old: number): unknown[] =>
  drivers.map((driver_id, i) =>
    i < drivers.length - old
      ? { driver_id, conv_rate: 0.5, status: 'PRESENT' }
      : { driver_id, conv_rate: null, status: 'OUTSIDE_MAX_AGE' },
  );
const trained = (...values: (number | null)[]): unknown => values.map((conv_rate) => ({ driver_id: 1005, conv_rate }));
const refusal =
  'feature view driver_hourly_stats: ttl "1 day" is not a duration\nfix: write a number and a unit: ttl: \'1d\'';

export const ttlExamples: Example[] = [
  ['sixWritten', [[{ written: 6 }]], [[{ written: 0 }]]],
  ['expired', [[1005, 1003, 1004], read(3)], [[1005], read(3)]],
  ['alive', [read(1)], [read(3)]],
  ['bound', ['PRESENT', 'OUTSIDE_MAX_AGE'], ['PRESENT', 'PRESENT']],
  [
    'reasons',
    [{ 1005: 'expired', 1006: 'null in the source', 1007: 'sin materializar', 9999: ' unknown ' }],
    [{ 1005: 'expired', 1006: '?', 1007: '?', 9999: '?' }],
  ],
  ['outside', [trained(null, 0.5, null)], [trained(null, null, null)]],
  ['caughtUp', [{ status: 'PRESENT', value: 0.5 }], [{ status: 'NOT_FOUND', value: null }]],
  ['noLimit', [read(0), read(1)], [read(1), read(1)]],
  ['badTtl', [refusal, read(1)], ['undefined', read(1)]],
  [
    'explained',
    ['offline OUTSIDE_MAX_AGE\n2025-06-01T06:00:00Z  expired'],
    ['✗ nothing of project 04_ttl was applied yet'],
  ],
];

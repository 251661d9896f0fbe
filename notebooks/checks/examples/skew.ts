import { entity, featureService, featureView, fileSource } from '../../../lib';
import type { Example } from './example';

const view = 'driver_hourly_stats';
const driver = (driver_id: number): unknown => ({ driver_id, offline: 0.5, online: 0.5 });
const drivers = Array.from({ length: 200 }, (_, i) => driver(1001 + i));
const mismatch = { view, feature: 'conv_rate', entity: { driver_id: 1003 }, offline: 0.75, online: 0.4 };
const report = (count: number): unknown => ({ checked: 100, values: 300, mismatches: Array(count).fill(mismatch) });
const why = (time: string): string[] => ['offline: …', `online: the stored row is of 2025-06-10T${time}Z`];
const pair = ['customer', 'merchant'].map((name) => entity({ name, joinKeys: { [`${name}_id`]: 'int64' } }));
const derived = (hour: (row: { event_timestamp: Date }) => number | null, entities: unknown[] = pair): unknown =>
  featureView({
    name: 'transaction_features',
    entities: entities as typeof pair,
    schema: { hour_of_day: 'int32' },
    derive: { hour_of_day: hour },
    source: fileSource({ name: 'transactions', path: 'transactions', timestampField: 'event_timestamp' }),
  });
const service = (...names: string[]): unknown =>
  featureService({
    name: 'fraud',
    features: [
      featureView({
        name: 'all',
        entities: pair,
        schema: Object.fromEntries(names.map((name) => [name, 'float64' as const])),
        source: fileSource({ name: 'all', path: 'all', timestampField: 'event_timestamp' }),
      }),
    ],
  });
const vector = { avg_purchase: 1, n_purchases_7d: 2, avg_rating: 3, n_disputes_30d: null, amount: 5, hour_of_day: 6 };

export const skewExamples: Example[] = [
  ['equalByHand', [drivers], [drivers.map((row) => ({ ...(row as object), online: 0.4 }))]],
  ['noSkew', [report(0)], [{ checked: 200, values: 600, mismatches: [] }]],
  ['roundingFound', [report(100)], [report(0)]],
  ['correctionFound', [report(0), report(1)], [report(1), report(1)]],
  ['mended', [[], report(0)], [[], report(1)]],
  ['jobFound', [[3, 7]], [[]]],
  ['alarmed', ['1 value differs: driver_id=1042\n[exit code 1]', '0 differ'], ['serving equals training', '0 differ']],
  ['tolerated', [{ 0: 200, 0.001: 11, 0.01: 0 }], [{ 0: 0, 0.001: 0, 0.01: 0 }]],
  ['zoneFound', [report(200), why('12:00:00')], [report(0), why('12:00:00')]],
  ['staleFound', [report(488), why('06:00:00')], [report(488), why('12:00:00')]],
  ['definitionFound', [report(200), report(0)], [report(0), report(0)]],
  [
    'hourOfDay',
    [derived((row) => row.event_timestamp.getUTCHours())],
    [derived((row) => row.event_timestamp.getHours())],
  ],
  [
    'hourOfDay',
    [derived((row) => row.event_timestamp.getUTCHours())],
    [derived((row) => (row.event_timestamp.getHours() + 3) % 24)],
  ],
  ['hourOfDay', [derived((row) => row.event_timestamp.getUTCHours())], [derived(() => 1, [pair[0]])]],
  ['sixFeatures', [service(...Object.keys(vector))], [service('avg_purchase', 'n_purchases_7d')]],
  [
    'sameVector',
    [
      { ...vector, is_fraud: 1 },
      { customer_id: 1, ...vector },
    ],
    [{ ...vector, amount: 4 }, vector],
  ],
];

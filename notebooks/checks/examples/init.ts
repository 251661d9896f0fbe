import type { Example } from './example';

const changes = { created: [], updated: [], deleted: [], unchanged: [] };
const driver = { kind: 'entity', name: 'driver' };
const view = { kind: 'featureView', name: 'driver_hourly_stats' };

export const initExamples: Example[] = [
  ['applied', [{ ...changes, created: [driver, view] }], [{ ...changes, created: [driver] }]],
  ['unchanged', [{ ...changes, unchanged: [driver, view] }], [{ ...changes, created: [driver, view] }]],
  ['listed', ['driver_hourly_stats  driver'], ['no feature views']],
  ['refused', ['no repository there\nfix: -c'], ['']],
];

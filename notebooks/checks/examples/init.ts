import type { Example } from './example';

const driver = { kind: 'entity', name: 'driver' };
const source = { kind: 'data source', name: 'driver_hourly_stats_source' };
const view = { kind: 'feature view', name: 'driver_hourly_stats' };
const names = { entity: driver.name, source: source.name, view: view.name };
const changes = { created: [driver, source, view], updated: [], deleted: [], unchanged: [] };

export const initExamples: Example[] = [
  ['sameNumber', [0.4073, 0.4073], [0.4073, 0.4238]],
  ['sameNumber', [0.4073, 0.4073], [0.4073, NaN]],
  ['named', [names, changes], [{ ...names, view: 'driverHourlyStats' }, changes]],
  ['foundFolder', ['No changes (4 unchanged)'], ['there is no feature_store.yaml in demo\nfix: add -c driver_repo']],
  ['listed', ['driver_hourly_stats  driver'], ['no feature views']],
  ['refused', ['conv_rate is float\nfix: declare it float32'], ['Updated (1)']],
];

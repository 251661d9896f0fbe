import { readFileSync } from 'node:fs';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { entity } from '../../definitions/entity';
import { featureView } from '../../definitions/feature-view';
import { fileSource } from '../../definitions/file-source';
import { createFeatureStore } from '../../open-store';
import { runCli } from '../../testing/run-cli';
import { DriverRepository } from '../../testing/driver-repository';
import { temporaryStore } from '../../testing/temporary-store';

// `engine: 'duckdb'`, `--engine duckdb`: the same files, joined by DuckDB.

const lab = temporaryStore();
let repository: DriverRepository;
beforeAll(async () => {
  repository = new DriverRepository();
  await repository.with((store) => store.apply());
  repository.write('drivers.csv', 'driver_id,event_timestamp\n1001,2025-06-01T11:00:00Z\n9,2025-06-01T11:00:00Z\n');
});
afterAll(async () => {
  repository.remove();
  await lab.remove();
});

const read = (name: string): string => readFileSync(repository.path(name), 'utf8');
const FEATURES = ['--features', 'driver_stats:conv_rate', 'driver_stats:trips'];
const asked = (...more: string[]) =>
  runCli(['get-historical-features', '--entity-df', 'drivers.csv', ...FEATURES, ...more], { cwd: repository.folder });

test('the training set is the same', async () => {
  const [own, duckDb] = [await asked('--out', 'a.json'), await asked('--engine', 'duckdb', '--out', 'b.json')];
  expect(own).toMatchObject({ exit: 0, stderr: '' });
  expect(duckDb).toMatchObject({ exit: 0, stderr: '' });
  expect(read('b.json')).toBe(read('a.json'));
  expect(read('b.json')).toContain('"trips":11');
});

test('--explain shows the SQL over the files', async () => {
  const { stdout } = await asked('--engine', 'duckdb', '--explain');
  expect(stdout).toMatch(/DuckDB/);
  expect(stdout).toMatch(/read_parquet\(\['.*driver_stats\.parquet'\]\)/);
});

test('an engine that reads no files is refused, with the names of those that do', async () => {
  expect(await asked('--engine', 'postgres', '--out', 'c.json')).toMatchObject({
    exit: 1,
    stderr: expect.stringMatching(/postgres.*file, duckdb/s) as string,
  });
});

test('so it is in the library', () => {
  const open = () =>
    createFeatureStore({
      project: 'files',
      registry: lab.path('r.db'),
      definitions: {},
      engine: 'postgres' as 'duckdb',
    });
  expect(open).toThrow("engine postgres joins no file sources\nfix: use 'file' or 'duckdb'");
});

test("a path's own stars, brackets and quotes are no pattern", async () => {
  const names = ["it's.parquet", 'a[1]b?.parquet', 'star*.parquet'];
  for (const [i, name] of names.entries()) {
    await lab.write(name, [
      { name: 'id', type: 'int64', values: [i] },
      { name: 'at', type: 'timestamp[us]', values: ['2024-01-01T00:00:00Z'] },
      { name: 'x', type: 'float64', values: [i + 0.5] },
    ]);
  }
  await lab.write('star-not-asked.parquet', [
    { name: 'id', type: 'int64', values: [2] },
    { name: 'at', type: 'timestamp[us]', values: ['2024-01-02T00:00:00Z'] },
    { name: 'x', type: 'float64', values: [-1] },
  ]);
  const source = fileSource({ name: 's', path: names.map((name) => lab.path(name)), timestampField: 'at' });
  const thing = entity({ name: 'thing', joinKeys: { id: 'int64' } });
  const view = featureView({ name: 'v', entities: [thing], source, schema: { x: 'float64' } });
  const store = createFeatureStore({
    project: 'files',
    registry: lab.path('files.db'),
    online_store: { type: 'sqlite', path: lab.path('files-online.db') },
    definitions: { view },
    engine: 'duckdb',
  });
  await store.apply();
  const entityDf = names.map((_, id) => ({ id, event_timestamp: '2024-01-03T00:00:00Z' }));
  const training = await store.getHistoricalFeatures({ entityDf, features: ['v:x'] });
  expect(training.toRows().map(({ x }) => x)).toEqual([0.5, 1.5, 2.5]);
  await store.close();
});

test('a missing file is the same error as ever', async () => {
  const other = new DriverRepository();
  await other.with((store) => store.apply());
  other.write('drivers.csv', 'driver_id,event_timestamp\n1001,2025-06-01T11:00:00Z\n');
  other.delete('data/driver_stats.parquet');
  const args = ['get-historical-features', '--entity-df', 'drivers.csv', ...FEATURES, '--out', 'x.json'];
  const runs = [
    await runCli(args, { cwd: other.folder }),
    await runCli([...args, '--engine', 'duckdb'], { cwd: other.folder }),
  ];
  expect(runs[1]).toEqual(runs[0]);
  expect(runs[1]).toMatchObject({ exit: 1, stderr: expect.stringContaining('there is no Parquet file at') as string });
  other.remove();
});

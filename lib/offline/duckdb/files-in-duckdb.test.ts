import { readFileSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { entity } from '../../definitions/entity';
import { featureView } from '../../definitions/feature-view';
import { fileSource } from '../../definitions/file-source';
import { createFeatureStore } from '../../open-store';
import type { TestColumn } from '../../testing/arrow-table';
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
  expect(stdout).toMatch(
    /read_parquet\(\['.*driver_stats\.parquet'\], union_by_name = true, hive_partitioning = false\)/,
  );
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

describe('files whose columns differ in type', () => {
  const AT = '2024-01-01T00:00:00Z';
  const LATER = '2024-01-01T00:00:00.000000010Z';
  const BETWEEN = '2024-01-01T00:00:00.000000002Z';

  /** The rows of one source over these files, asked of featlab and of DuckDB. */
  async function both(files: readonly (readonly TestColumn[])[], entityDf: object[]): Promise<unknown[]> {
    const name = `types-${String(made++)}`;
    for (const [i, columns] of files.entries()) await lab.write(`${name}/${String(i)}.parquet`, [...columns]);
    const created = files[0]?.some((column) => column.name === 'created') ? { createdTimestampColumn: 'created' } : {};
    const source = fileSource({ name: 's', path: lab.path(name), timestampField: 'at', ...created });
    const thing = entity({ name: 'thing', joinKeys: { id: 'int64' } });
    const view = featureView({ name: 'v', entities: [thing], source, schema: { x: 'float64' }, ttl: '2d' });
    const answers: unknown[] = [];
    for (const engine of ['file', 'duckdb'] as const) {
      const store = createFeatureStore({
        project: 'files',
        registry: lab.path(`${name}.db`),
        online_store: { type: 'sqlite', path: lab.path(`${name}-online.db`) },
        definitions: { view },
        engine,
      });
      await store.apply();
      const training = await store.getHistoricalFeatures({ entityDf, features: ['v:x'] } as never);
      answers.push(training.toRows().map((row) => (row as unknown as { x: number | null }).x));
      await store.close();
    }
    return answers;
  }
  let made = 0;
  const file = (unit: 'ms' | 'us' | 'ns', id: number, at: string, x: number, type: 'float32' | 'float64' = 'float64') =>
    [
      { name: 'id', type: id > 2 ** 31 ? 'int64' : 'int32', values: [id] },
      { name: 'at', type: `timestamp[${unit}]`, values: [at] },
      { name: 'x', type, values: [x] },
    ] as TestColumn[];

  test.each(['ms', 'us'] as const)(
    '%s in the first and ns in the second: nothing comes from after its question',
    async (unit) => {
      const files = [file(unit, 2, AT, 2), file('ns', 1, LATER, 1)];
      const asked = [BETWEEN, LATER].map((event_timestamp) => ({ id: 1, event_timestamp }));
      expect(await both(files, asked)).toEqual([
        [null, 1],
        [null, 1],
      ]);
    },
  );

  test('a narrower number in the first narrows no other', async () => {
    const files = [file('us', 1, AT, 0.5, 'float32'), file('us', 2 ** 40, AT, 0.1)];
    const asked = [1, 2 ** 40].map((id) => ({ id, event_timestamp: AT }));
    expect(await both(files, asked)).toEqual([
      [0.5, 0.1],
      [0.5, 0.1],
    ]);
  });

  test.each([
    ['us', 'ns'],
    ['ns', 'us'],
  ] as const)('events in %s, created in %s', async (event, created) => {
    const times = { name: 'created', type: `timestamp[${created}]`, values: [AT, AT] } as TestColumn;
    const files = [
      [
        { name: 'id', type: 'int64', values: [1, 1] },
        { name: 'at', type: `timestamp[${event}]`, values: [AT, '1969-12-31T12:00:00.000001Z'] },
        { name: 'x', type: 'float64', values: [1, 2] },
        times,
      ] as TestColumn[],
    ];
    const asked = ['2024-01-01T12:00:00Z', AT, '2023-12-31T23:59:59.999999Z', '1970-01-01T00:00:00Z'];
    const expected = [1, 1, null, 2];
    expect(
      await both(
        files,
        asked.map((event_timestamp) => ({ id: 1, event_timestamp })),
      ),
    ).toEqual([expected, expected]);
  });
});

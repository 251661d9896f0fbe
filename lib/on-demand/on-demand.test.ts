import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { entity } from '../definitions/entity';
import { featureService } from '../definitions/feature-service';
import { featureView } from '../definitions/feature-view';
import { fileSource } from '../definitions/file-source';
import { onDemandFeatureView } from '../definitions/on-demand-feature-view';
import { requestSource } from '../definitions/request-source';
import { DriverRepository, NOW } from '../testing/driver-repository';
import { runCli } from '../testing/run-cli';

// Features that are computed when they are asked for, of stored features and of what comes with the request.

const FEATURES = `import { entity, featureService, featureView, fileSource, onDemandFeatureView, requestSource } from 'featlab';
export const driver = entity({ name: 'driver', joinKeys: { driver_id: 'int64' } });
export const source = fileSource({
  name: 'driver_stats_source', path: 'data/driver_stats.parquet',
  timestampField: 'event_timestamp', createdTimestampColumn: 'created',
});
export const stats = featureView({
  name: 'driver_stats', entities: [driver], ttl: '1d', source, schema: { conv_rate: 'float32', trips: 'int64' },
});
export const trip = requestSource({ name: 'trip', schema: { km: 'float64', at: 'timestamp' } });
export const quote = onDemandFeatureView({
  name: 'quote',
  sources: { stats: stats.select('trips'), trip },
  schema: { km_per_trip: 'float32', is_new: 'bool' },
  transform: (row) => ({
    km_per_trip: row.trips === null || row.km === null ? null : row.km / row.trips,
    is_new: row.trips === null,
  }),
});
export const model = featureService({ name: 'model', features: [quote, stats.select('conv_rate')] });
`;

let repository: DriverRepository;
beforeEach(() => {
  repository = new DriverRepository();
  repository.write('features.ts', FEATURES);
});
afterEach(() => repository.remove());

const ROWS = [
  { driver_id: 1001, km: 5.5, at: NOW },
  { driver_id: 7, km: 1, at: null },
];
const REFS = ['quote:km_per_trip', 'quote:is_new'];

test('bytes in a JSON of entity rows are base64', async () => {
  repository.write(
    'features.ts',
    FEATURES.replace("at: 'timestamp' }", "at: 'timestamp', raw: 'bytes' }").replace(
      'is_new: row.trips === null',
      'is_new: row.raw !== null && row.raw[1] === 2',
    ),
  );
  const rows = ['AQI=', 'AQM=', null].map((raw) => ({ driver_id: 1001, event_timestamp: NOW, at: null, km: 1, raw }));
  repository.write('rows.json', JSON.stringify(rows));
  const found = await repository.with(async (store) => {
    await store.apply();
    return store.getHistoricalFeatures({ entityDf: repository.path('rows.json'), features: [REFS[1]] });
  });
  expect(found.toRows().map((row) => row['is_new'])).toEqual([true, false, false]);
});

test('what a JSON of entity rows brings is in the form of its declared type, as in a training set of featlab', async () => {
  const at = '2025-06-01T11:00:00Z';
  const rows = [5.5, 'NaN', null].map((km) => ({ driver_id: 1001, event_timestamp: at, at: null, km }));
  repository.write('rows.json', JSON.stringify(rows));
  const found = await repository.with(async (store) => {
    await store.apply();
    const training = await store.getHistoricalFeatures({ entityDf: repository.path('rows.json'), features: [REFS[0]] });
    return training.toRows().map((row) => [row['km'], row['km_per_trip']]);
  });
  expect(found).toEqual([
    [5.5, 0.5],
    [NaN, NaN],
    [null, null],
  ]);
});

const applied = <T>(body: Parameters<typeof repository.with<T>>[0]): Promise<T> =>
  repository.with(async (store) => {
    await store.apply();
    await store.materialize(null, NOW);
    return body(store);
  });

test('no rows are no rows, on both paths', async () => {
  await applied(async (store) => {
    expect((await store.getHistoricalFeatures({ entityDf: [], features: REFS })).toRows()).toEqual([]);
    expect((await store.getOnlineFeatures({ entityRows: [], features: REFS })).toRows()).toEqual([]);
  });
});

test("a CSV's cells take the types of the request's fields, as other programs write them", async () => {
  repository.write('rows.csv', `driver_id,event_timestamp,km,at\n1001,${NOW},11.0,\n1001,${NOW},2.50,${NOW}\n`);
  await applied(async (store) => {
    const training = await store.getHistoricalFeatures({
      entityDf: join(repository.folder, 'rows.csv'),
      features: ['quote:km_per_trip'],
    });
    expect(training.toRows()).toMatchObject([
      { km: 11, at: null, km_per_trip: 1 },
      { km: 2.5, at: NOW, km_per_trip: Math.fround(2.5 / 11) },
    ]);
  });
});

test('the same on both paths; the request’s fields pass through', async () => {
  await applied(async (store) => {
    const online = await store.getOnlineFeatures({ features: REFS, entityRows: ROWS });
    const expected = [
      { ...ROWS[0], km_per_trip: 0.5, is_new: false },
      { ...ROWS[1], km_per_trip: null, is_new: true },
    ];
    expect(online.toRows()).toEqual(expected);
    expect(online.statuses()).toEqual([
      { km_per_trip: 'PRESENT', is_new: 'PRESENT' },
      { km_per_trip: 'NULL_VALUE', is_new: 'PRESENT' },
    ]);
    const entityDf = ROWS.map((row) => ({ ...row, event_timestamp: NOW }));
    const training = await store.getHistoricalFeatures({ entityDf, features: REFS });
    expect(training.toRows()).toEqual(expected.map((row) => ({ ...row, event_timestamp: NOW })));
  });
});

test('a float32 is rounded on both paths alike, a time is ISO 8601 in the row', async () => {
  repository.edit('features.ts', 'row.km / row.trips', 'row.at === "2025-06-01T12:00:00Z" ? row.km / 3 : 0');
  await applied(async (store) => {
    const entityRows = [{ driver_id: 1001, km: 1, at: new Date(NOW) }];
    const online = await store.getOnlineFeatures({ features: REFS, entityRows });
    expect(online.toDict()['km_per_trip']).toEqual([Math.fround(1 / 3)]);
    const entityDf = [{ driver_id: 1001, km: 1, at: NOW, event_timestamp: NOW }];
    const training = await store.getHistoricalFeatures({ entityDf, features: REFS });
    expect(training.toColumns()['km_per_trip']).toEqual([Math.fround(1 / 3)]);
  });
});

test('with stored features in one request, in the order asked, under full names, by a service', async () => {
  await applied(async (store) => {
    const features = ['driver_stats:trips', 'quote:is_new', 'driver_stats:conv_rate'];
    const rows = await store.getOnlineFeatures({ features, entityRows: [ROWS[0]], fullFeatureNames: true });
    expect(Object.entries(rows.toDict()).slice(3)).toEqual([
      ['driver_stats__trips', [11]],
      ['quote__is_new', [false]],
      ['driver_stats__conv_rate', [0.5]],
    ]);
    const service = await store.getOnlineFeatures({ features: { featureService: 'model' }, entityRows: [ROWS[0]] });
    expect(Object.keys(service.toDict()).slice(3)).toEqual(['km_per_trip', 'is_new', 'conv_rate']);
  });
});

describe('refused', () => {
  const online = (features: readonly string[], row: object) =>
    applied((store) => store.getOnlineFeatures({ features, entityRows: [row as { driver_id: number }] }));

  test.each<[string, object, string]>([
    [
      'a request without a field',
      { driver_id: 1, at: null },
      'the request has no km, which on-demand feature view quote',
    ],
    ['a field of another type', { driver_id: 1, km: 'x', at: null }, 'entity row 1: km is "x", which is no float64'],
    ['a request without the view’s key', { km: 1, at: null }, 'entity row 1 has no driver_id'],
  ])('%s', async (_, row, message) => {
    await expect(online(REFS, row)).rejects.toThrow(message);
  });

  test('an unknown feature, with the near name', async () => {
    await expect(online(['quote:km_per_tripp'], ROWS[0])).rejects.toThrow('did you mean quote:km_per_trip?');
    await expect(online(['quota:is_new'], ROWS[0])).rejects.toThrow('did you mean quote:is_new?');
  });

  test.each([
    ['a throw', 'is_new: row.at.nobody.knows', 'its transform failed on row 1 (Cannot read properties'],
    [
      'a name that no source has',
      'is_new: row.nobody === null',
      'row 1 (the row has no nobody: none of its sources has it)',
    ],
    [
      'a name that is nearly right',
      'is_new: row.trip === null',
      'row 1 (the row has no trip: none of its sources has it; is it trips?)',
    ],
    ['a value of another type', "is_new: 'yes'", 'row 1 (is_new: it answers "yes", which is no bool)'],
    ['a feature that is none', 'is_nwe: true', 'it answers is_nwe, which its schema does not have: is it is_new?'],
  ])('%s names the view and the row', async (_, text, message) => {
    repository.edit('features.ts', 'is_new: row.trips === null', text);
    await expect(online(REFS, ROWS[0])).rejects.toThrow(message);
  });

  test('a transform that was changed and not applied', async () => {
    await applied(() => Promise.resolve());
    repository.edit('features.ts', 'row.trips === null,', 'row.trips !== null,');
    await repository.with(async (store) => {
      const read = () => store.getOnlineFeatures({ features: REFS, entityRows: ROWS });
      await expect(read()).rejects.toThrow('its transform is not the one that was applied\nfix: run featlab apply');
      expect((await store.apply()).updated).toEqual([{ kind: 'on-demand feature view', name: 'quote' }]);
      expect((await read()).toDict()['is_new']).toEqual([true, false]);
    });
  });

  test('skew and materialize of it, which name the views that have rows', async () => {
    await applied(async (store) => {
      const message =
        'on-demand feature view quote is computed when it is asked for, and has no rows of its own\nfix: name what it is computed of: driver_stats';
      await expect(store.skew({ views: ['quote'] })).rejects.toThrow(message);
      await expect(store.materialize(null, NOW, { views: ['quote'] })).rejects.toThrow(message);
    });
  });

  test('explain, which names what it is computed of', async () => {
    await applied(async (store) => {
      await expect(store.explain('quote:is_new', { driver_id: 1 })).rejects.toThrow('driver_stats:trips');
    });
  });
});

test('the command line lists and describes it', async () => {
  await applied(() => Promise.resolve());
  const cli = (...args: string[]) => runCli(['-c', repository.folder, 'on-demand-feature-views', ...args]);
  expect((await cli('list')).stdout).toContain("driver_stats:trips, the request's km, the request's at");
  expect(JSON.parse((await cli('describe', 'quote', '--json')).stdout)).toMatchObject({
    name: 'quote',
    schema: { km_per_trip: 'float32', is_new: 'bool' },
  });
});

describe('a definition', () => {
  const driver = entity({ name: 'driver', joinKeys: { driver_id: 'int64' } });
  const source = fileSource({ name: 's', path: 's.parquet', timestampField: 'at' });
  const stats = featureView({ name: 'stats', entities: [driver], source, schema: { trips: 'int64' } });
  const make = (options: object) => () => onDemandFeatureView(options as never);
  const right = { name: 'v', sources: { stats }, schema: { x: 'int64' }, transform: () => ({ x: 1 }) };

  test.each<[string, object, string]>([
    ['without sources', { ...right, sources: {} }, 'on-demand feature view v has no sources'],
    ['of what is no view', { ...right, sources: { driver } }, 'source driver is no view'],
    ['without a function', { ...right, transform: undefined }, 'has no transform'],
    [
      'with a text for a function',
      { ...right, transform: 'r => ({ x: 1 })' },
      'has a transform that is not a function',
    ],
    ['of an unknown type', { ...right, schema: { x: 'int' } }, 'feature x has the type "int"'],
    [
      'with one name twice',
      { ...right, sources: { stats, now: requestSource({ name: 'r', schema: { trips: 'int64' } }) } },
      'the sources stats and now both have trips',
    ],
  ])('%s is refused', (_, options, message) => {
    expect(make(options)).toThrow(message);
  });

  test('may stand in a service', () => {
    const view = onDemandFeatureView({ ...right, sources: { stats }, schema: { x: 'int64' } });
    expect(featureService({ name: 'm', features: [view] }).features).toEqual([view]);
  });
});

import { readFileSync, writeFileSync } from 'node:fs';
import { tableFromIPC } from 'apache-arrow';
import { readParquet } from 'parquet-wasm/node';
import { afterAll, expect, test } from 'vitest';

import { entity } from './definitions/entity';
import { featureView } from './definitions/feature-view';
import { fileSource } from './definitions/file-source';
import { temporaryStore } from './testing/temporary-store';

const lab = temporaryStore();
afterAll(() => lab.remove());

const NAMES = [
  'a.b',
  'a',
  'a b',
  'ñandú',
  '数',
  '"quoted"',
  "it's",
  'select',
  'a/b\\c',
  'constructor',
  'toString',
  'us',
  'event_timestamp',
  '10',
];

test('a column may have any name, and each is its own: joined, materialized and served', async () => {
  await lab.write('odd.parquet', [
    { name: 'the.id', type: 'int64', values: ['1', '2'] },
    { name: 'when it was', type: 'timestamp[us]', values: ['2024-01-01T00:00:00Z', '2024-01-01T00:00:00Z'] },
    ...NAMES.map((name, i) => ({ name, type: 'string', values: [`${name} 1`, `${String(i)} 2`] })),
  ]);
  const view = featureView({
    name: 'odd',
    entities: [entity({ name: 'thing', joinKeys: { 'the.id': 'int64' } })],
    schema: Object.fromEntries(NAMES.map((name) => [name, 'string' as const])),
    source: fileSource({ name: 's', path: lab.path('odd.parquet'), timestampField: 'when it was' }),
  });
  await lab.store.apply([view]);
  await lab.store.materialize(null, '2024-01-02');
  const features = NAMES.map((name) => `odd:${name}`);
  const entityRows = [{ 'the.id': 1 }];
  const online = await lab.store.getOnlineFeatures({ features, entityRows });
  const training = await lab.store.getHistoricalFeatures({
    features,
    entityDf: [{ 'the.id': 1, at: '2024-01-02' }],
  });
  const expected = Object.fromEntries(NAMES.map((name) => [name, `${name} 1`]));
  expect(online.toRows()).toEqual([{ 'the.id': 1, ...expected }]);
  expect(training.toRows()).toEqual([{ 'the.id': 1, at: '2024-01-02', ...expected }]);
});

test('swapped names, and a key by another name, mean what fieldMapping says', async () => {
  await lab.write('swap.parquet', [
    { name: 'id', type: 'int64', values: ['1'] },
    { name: 'at', type: 'timestamp[us]', values: ['2024-01-01T00:00:00Z'] },
    { name: 'a', type: 'string', values: ['was a'] },
    { name: 'b', type: 'string', values: ['was b'] },
  ]);
  const source = fileSource({
    name: 's',
    path: lab.path('swap.parquet'),
    timestampField: 'at',
    fieldMapping: { a: 'b', b: 'a', id: 'driver' },
  });
  const driver = entity({ name: 'thing', joinKeys: { driver: 'int64' } });
  const schema = { a: 'string', b: 'string' } as const;
  await lab.store.apply([featureView({ name: 'swap', entities: [driver], schema, source })]);
  await lab.store.materialize(null, '2024-01-02');
  const online = await lab.store.getOnlineFeatures({ features: ['swap:a', 'swap:b'], entityRows: [{ driver: 1 }] });
  expect(online.toRows()).toEqual([{ driver: 1, a: 'was b', b: 'was a' }]);
});

test('the time column may be a feature too: one source column under two names', async () => {
  await lab.write('twice.parquet', [
    { name: 'id', type: 'int64', values: ['1'] },
    { name: 'at', type: 'timestamp[us]', values: ['2024-01-01T00:00:00.000001Z'] },
  ]);
  const source = fileSource({
    name: 's',
    path: lab.path('twice.parquet'),
    timestampField: 'at',
    createdTimestampColumn: 'at',
  });
  const thing = entity({ name: 'thing', joinKeys: { id: 'int64' } });
  await lab.store.apply([featureView({ name: 'twice', entities: [thing], schema: { at: 'timestamp' }, source })]);
  await lab.store.materialize(null, '2024-01-02');
  const training = await lab.store.getHistoricalFeatures({
    features: ['twice:at'],
    entityDf: [{ id: 1, event_timestamp: '2024-01-02' }],
  });
  const online = await lab.store.getOnlineFeatures({ features: ['twice:at'], entityRows: [{ id: 1 }] });
  expect([training.toColumns()['at'], online.toDict()['at']]).toEqual([
    ['2024-01-01T00:00:00.000001Z'],
    ['2024-01-01T00:00:00.000001Z'],
  ]);
});

test('whole numbers for names, which JavaScript puts first: columns keep their order, keys their partners', async () => {
  await lab.write('routes.parquet', [
    { name: 'origin', type: 'int64', values: ['1', '2'] },
    { name: 'dest', type: 'int64', values: ['2', '1'] },
    { name: 'at', type: 'timestamp[us]', values: ['2024-01-01T00:00:00Z', '2024-01-01T00:00:00Z'] },
    { name: '10', type: 'string', values: ['1 to 2', '2 to 1'] },
  ]);
  const route = entity({ name: 'route', joinKeys: { origin: 'int64', dest: 'int64' } });
  const source = fileSource({ name: 's', path: lab.path('routes.parquet'), timestampField: 'at' });
  const view = featureView({ name: 'routes', entities: [route], schema: { '10': 'string' }, source });
  await lab.store.apply([view.withName('trips').withJoinKeyMap({ dest: '0' })]);
  await lab.store.materialize(null, '2024-01-02');
  const features = ['trips:10'];
  const csv = lab.path('asked.csv');
  writeFileSync(csv, 'origin,event_timestamp,0\n1,2024-01-02,2\n');
  const training = await lab.store.getHistoricalFeatures({
    features,
    entityDf: csv,
  });
  expect(training.columnNames).toEqual(['origin', 'event_timestamp', '0', '10']);
  expect(training.toArrow().schema.names).toEqual(training.columnNames);
  await training.write(lab.path('training.csv'));
  expect(readFileSync(lab.path('training.csv'), 'utf8')).toBe('origin,event_timestamp,0,10\n1,2024-01-02,2,1 to 2\n');
  await training.write(lab.path('training.parquet'));
  expect(tableFromIPC(readParquet(readFileSync(lab.path('training.parquet'))).intoIPCStream()).schema.names).toEqual(
    training.columnNames,
  );
  const online = await lab.store.getOnlineFeatures({ features, entityRows: [{ origin: 1, '0': 2 }] });
  expect(online.toRows()).toEqual([{ origin: 1, '0': 2, '10': '1 to 2' }]);
  const { offline, online: stored } = await lab.store.explain('trips:10', { origin: 1, '0': 2 }, '2024-01-02');
  expect([offline.value, stored.value]).toEqual(['1 to 2', '1 to 2']);
});

import { expect, test } from 'vitest';

import { entity } from '../definitions/entity';
import { featureService } from '../definitions/feature-service';
import { featureView } from '../definitions/feature-view';
import { fileSource } from '../definitions/file-source';
import { onDemandFeatureView } from '../definitions/on-demand-feature-view';
import { snowflakeSource } from '../definitions/table-source';
import { collectDefinitions } from './collect-definitions';
import { definitionsIn } from './plan';
import { definitionsOf, specOf } from './serialize';
import type { DefinitionSpec } from './serialize';

const trip = entity({
  name: 'trip',
  joinKeys: { city: 'string', trip_id: 'int64' },
  description: 'a trip',
  owner: 'ana',
});
const source = fileSource({
  name: 'trips',
  path: ['${DATA_DIR:-data}/a.parquet', 'data/*/'],
  timestampField: 'at',
  createdTimestampColumn: 'written',
  fieldMapping: { id: 'trip_id' },
  tags: { team: 'maps' },
});
const stats = featureView({
  name: 'stats',
  entities: [trip],
  ttl: '90m',
  schema: { b: 'float32', a: 'bigint' },
  source,
  online: false,
});
const forever = featureView({ name: 'forever', entities: [], schema: { x: 'bytes' }, source, tags: { a: '1' } });
const lake = snowflakeSource({
  name: 'lake',
  table: ['DB', 'a.b'],
  timestampField: 'at',
  datePartitionColumn: 'day',
});
const inLake = featureView({ name: 'in_lake', entities: [], schema: { x: 'bytes' }, source: lake });
const origin = stats.withName('origin').withJoinKeyMap({ city: 'trip_id', trip_id: 'city' });
const service = featureService({ name: 'model_v1', features: [forever, origin.select('a', 'b'), inLake] });

const all = collectDefinitions([service]);
const throughText = (specs: readonly DefinitionSpec[]) => JSON.parse(JSON.stringify(specs)) as DefinitionSpec[];

test('definitions come back from their JSON as they were', () => {
  const back = definitionsOf(throughText(all.map(specOf)));
  expect(definitionsIn(back)).toEqual([trip, source, lake, forever, stats, origin, inLake, service]);
  expect(JSON.stringify(definitionsIn(back).map(specOf))).toBe(
    JSON.stringify([trip, source, lake, forever, stats, origin, inLake, service].map(specOf)),
  );
});

test('they are the real ones: frozen, with their methods, referring to one another', () => {
  const { entities, views, services } = definitionsOf(throughText(all.map(specOf)));
  expect(Object.isFrozen(views.get('stats'))).toBe(true);
  expect(views.get('stats')?.entities[0]).toBe(entities.get('trip'));
  expect(views.get('origin')?.base).toBe(views.get('stats'));
  expect(views.get('origin')?.withName('third').joinKeys).toEqual(origin.joinKeys);
  expect(services.get('model_v1')?.features[0]).toBe(views.get('forever'));
});

test('a spec names other definitions, keeps paths as written, and an alias is only its difference', () => {
  expect(specOf(source)).toMatchObject({ paths: ['${DATA_DIR:-data}/a.parquet', 'data/*/'] });
  expect(specOf(stats)).toMatchObject({ entities: ['trip'], source: 'trips', ttl: '90m' });
  expect(specOf(origin)).toEqual({
    kind: 'alias',
    name: 'origin',
    base: 'stats',
    joinKeyMap: { city: 'trip_id', trip_id: 'city' },
  });
});

test('a function is its fingerprint: what comes back has no function, and is the same all the same', () => {
  const schema = { x: 'int32', twice: 'int32' } as const;
  const view = featureView({
    name: 'v',
    entities: [],
    schema,
    source,
    derive: { twice: (row) => row.x && row.x * 2 },
  });
  const quote = onDemandFeatureView({
    name: 'quote',
    sources: { view },
    schema: { half: 'int32' },
    transform: (row) => ({ half: row.twice && row.twice / 2 }),
  });
  const specs = collectDefinitions([quote]).map(specOf);
  const back = definitionsOf(throughText(specs));
  expect(back.views.get('v')?.functions).toEqual({});
  expect(back.onDemandViews.get('quote')?.compute).toBeUndefined();
  expect(definitionsIn(back).map(specOf)).toEqual(specs);
  const tampered = specs.map((spec) =>
    spec.kind === 'onDemandFeatureView' ? { ...spec, transform: 5 as never } : spec,
  );
  expect(() => definitionsOf(tampered)).toThrow('5 is no fingerprint');
});

test('what was tampered with does not come back', () => {
  expect(() => definitionsOf([specOf(stats)])).toThrow('trip is not there');
  expect(() => definitionsOf([{ kind: 'table' } as never])).toThrow('unknown kind "table"');
  expect(() => definitionsOf([{ ...specOf(trip), joinKeys: {} } as never])).toThrow('entity trip has no join key');
});

import { describe, expect, test } from 'vitest';

import { isFeatureStoreError } from '../errors';
import { isDefinition } from './definition';
import { entity } from './entity';
import { featureService } from './feature-service';
import { featureView } from './feature-view';
import { fileSource } from './file-source';
import { sourceColumn } from './source-fields';
import {
  bigQuerySource,
  duckDbSource,
  postgresSource,
  redshiftSource,
  snowflakeSource,
  sparkSource,
} from './table-source';

const driver = entity({ name: 'driver', joinKeys: { driver_id: 'int64' } });
const source = fileSource({ name: 'stats_source', path: 'stats.parquet', timestampField: 'event_timestamp' });
const stats = featureView({ name: 'stats', entities: [driver], schema: { rate: 'float32', trips: 'int64' }, source });

/** The refusal, of two lines. */
function refusal(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    if (isFeatureStoreError(error)) return error.message;
    throw error;
  }
  return 'no error';
}

/** Calls a definition as plain JavaScript may. */
const anyhow = (make: unknown, options: unknown) => (): unknown => (make as (options: unknown) => unknown)(options);

describe('names', () => {
  test.each(['driver', 'Driver_2', 'conductor-año', '_x', '数'])('%s is one', (name) => {
    expect(entity({ name, joinKeys: { id: 'int64' } }).name).toBe(name);
  });

  test.each(['', '2nd', 'a b', 'a:b', 'a__b', 'a.b', '-a', undefined, 5, null])('%j is none', (name) => {
    const refused = refusal(anyhow(entity, { name, joinKeys: { id: 'int64' } }));
    expect(refused).toContain(`entity: ${JSON.stringify(name)} is not a name\nfix: start with a letter`);
  });

  test("a column's name is any but one with :, a control character, nothing, or __proto__", () => {
    const withKey = (key: string) => () => entity({ name: 'e', joinKeys: Object.fromEntries([[key, 'int64']]) });
    for (const good of ['a.b', 'a b', 'ñ', 'constructor', '"'])
      expect(withKey(good)().joinKeys).toEqual({ [good]: 'int64' });
    for (const bad of ['a:b', 'a\nb', '', '__proto__']) {
      expect(refusal(withKey(bad))).toContain(`entity e: ${JSON.stringify(bad)} is not a column's name\nfix: `);
    }
  });
});

describe('every definition', () => {
  const service = featureService({ name: 'service', features: [stats] });

  test('is plain frozen data, parts included', () => {
    for (const part of [
      driver,
      driver.joinKeys,
      source,
      source.paths,
      stats,
      stats.schema,
      service,
      service.features,
    ]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
    expect(JSON.parse(JSON.stringify(driver))).toEqual({
      kind: 'entity',
      name: 'driver',
      joinKeys: { driver_id: 'int64' },
    });
    expect(Object.keys(stats)).not.toContain('withName');
  });

  test('may be described', () => {
    const described = { description: 'x', tags: { team: 'a' }, owner: 'me' };
    expect(entity({ name: 'e', joinKeys: { id: 'int64' }, ...described })).toMatchObject(described);
  });

  test.each<[object, string]>([
    [{ description: 5 }, 'entity e: description 5 is no text\nfix: put it in quotes'],
    [{ owner: ['me'] }, 'entity e: owner ["me"] is no text'],
    [{ tags: 'risk' }, `entity e: tags "risk" is no object of texts\nfix: write tags: { team: 'risk'`],
    [{ tags: { tier: 1 } }, 'entity e: tags {"tier":1} is no object of texts'],
  ])('with %j is refused', (options, message) => {
    expect(refusal(anyhow(entity, { name: 'e', joinKeys: { id: 'int64' }, ...options }))).toContain(message);
  });

  test.each<[string, unknown, object]>([
    ['entity driver', entity, { name: 'driver', join_keys: ['driver_id'] }],
    ['source s', fileSource, { name: 's', path: 'x', timestampfield: 'at' }],
    ['feature view v', featureView, { name: 'v', Schema: {} }],
    ['feature service f', featureService, { name: 'f', views: [] }],
  ])('%s refuses an option that nobody reads', (owner, make, options) => {
    expect(refusal(anyhow(make, options))).toMatch(new RegExp(`^${owner}: unknown option ".*"\nfix: use name, `));
  });

  test('is known by its kind; other values are not', () => {
    expect([driver, source, stats, service].every(isDefinition)).toBe(true);
    expect([null, 5, {}, { kind: 'thing' }, stats.select('rate')].some(isDefinition)).toBe(false);
  });
});

describe('an entity', () => {
  test.each<[object, string]>([
    [{}, 'entity e has no join key\nfix: add joinKeys'],
    [{ joinKeys: {} }, 'entity e has no join key'],
    [{ joinKeys: ['id'] }, 'entity e: join key 0 has the type "id"\nfix: use one of int32, int64, bigint, string'],
    [{ joinKeys: { id: 'float64' } }, 'entity e: join key id has the type "float64"'],
    [{ joinKeys: { id: 'Int64' } }, 'entity e: join key id has the type "Int64"'],
  ])('with %j is refused', (options, message) => {
    expect(refusal(anyhow(entity, { name: 'e', ...options }))).toContain(message);
  });
});

describe('a file source', () => {
  const whole = { name: 's', path: 'x.parquet', timestampField: 'at' };

  test('has its paths in order', () => {
    expect(fileSource({ ...whole, path: ['b', 'a'] }).paths).toEqual(['b', 'a']);
    expect(fileSource(whole)).toMatchObject({ paths: ['x.parquet'], fieldMapping: {} });
  });

  test.each<[object, string]>([
    [{ path: undefined }, 'source s has no path\nfix: '],
    [{ path: [] }, 'source s has no path'],
    [{ path: ' ' }, 'source s has no path'],
    [{ path: 5 }, 'source s has no path'],
    [{ path: ['a', null] }, 'source s has no path'],
    [{ timestampField: undefined }, 'source s has no timestampField'],
    [{ timestampField: '' }, `source s: "" is not a column's name`],
    [{ createdTimestampColumn: 5 }, `source s: 5 is not a column's name`],
    [{ fieldMapping: { a: 'x', b: 'x' } }, 'source s: fieldMapping gives the name x to two columns'],
    [{ fieldMapping: 'a' }, 'source s: fieldMapping "a" is no object'],
    [{ fieldMapping: { a: null } }, `source s: null is not a column's name`],
  ])('with %j is refused', (options, message) => {
    expect(refusal(anyhow(fileSource, { ...whole, ...options }))).toContain(message);
  });

  test('fieldMapping is read backwards, all at once', () => {
    const mapped = fileSource({ ...whole, fieldMapping: { a: 'b', b: 'a', id: 'driver' } });
    expect(['a', 'b', 'driver', 'other', 'constructor'].map((name) => sourceColumn(mapped, name))).toEqual([
      'b',
      'a',
      'id',
      'other',
      'constructor',
    ]);
    expect(refusal(() => sourceColumn(mapped, 'id'))).toBe(
      'source s: fieldMapping calls column id driver, and a view asks for id\n' +
        'fix: ask for driver in the view, or take id out of fieldMapping',
    );
  });
});

describe('a source in a database', () => {
  const whole = { name: 's', table: 'lake.stats', timestampField: 'at' };

  test('is a table, its name in parts, or a query; each engine has a kind', () => {
    expect(postgresSource(whole)).toEqual({
      kind: 'postgresSource',
      name: 's',
      table: ['lake', 'stats'],
      timestampField: 'at',
      fieldMapping: {},
    });
    expect(duckDbSource({ ...whole, table: ['a.b', 'c'] }).table).toEqual(['a.b', 'c']);
    const query = bigQuerySource({ name: 's', query: 'SELECT 1', timestampField: 'at', datePartitionColumn: 'day' });
    expect(query).toMatchObject({ kind: 'bigQuerySource', query: 'SELECT 1', datePartitionColumn: 'day' });
    for (const made of [postgresSource(whole), redshiftSource(whole), snowflakeSource(whole), sparkSource(whole)]) {
      expect([isDefinition(made), Object.isFrozen(made), Object.isFrozen(made.table)]).toEqual([true, true, true]);
    }
  });

  test.each<[object, string]>([
    [{ table: undefined }, "source s has no table\nfix: write table: 'schema.s', or query: "],
    [{ query: 'SELECT 1' }, 'source s has a table and a query\nfix: '],
    [{ table: 'a..b' }, `source s: "a..b" is not a table's name\nfix: `],
    [{ table: '' }, `source s: "" is not a table's name`],
    [{ table: [] }, `source s: [] is not a table's name`],
    [{ table: ['a\n'] }, `is not a table's name`],
    [{ table: undefined, query: ' ' }, 'source s: its query is empty'],
    [{ table: undefined, query: 'SELECT 1; ' }, 'source s: its query ends in a semicolon\nfix: leave it out'],
    [{ path: 'x' }, 'source s: unknown option "path"'],
    [{ datePartitionColumn: 'a:b' }, `source s: "a:b" is not a column's name`],
    [{ timestampField: undefined }, 'source s has no timestampField'],
  ])('with %j is refused', (options, message) => {
    expect(refusal(anyhow(postgresSource, { ...whole, ...options }))).toContain(message);
  });
});

describe('a feature view', () => {
  const whole = { name: 'v', entities: [driver], schema: { x: 'int64' }, source };

  test('has the join keys of its entities, in their order', () => {
    const city = entity({ name: 'city', joinKeys: { zone: 'string', toString: 'int32' } });
    const view = featureView({ name: 'v', entities: [city, driver], schema: { constructor: 'int64' }, source });
    expect(Object.entries(view.joinKeys)).toEqual([
      ['zone', 'string'],
      ['toString', 'int32'],
      ['driver_id', 'int64'],
    ]);
    expect(featureView({ ...whole, entities: [] } as never).joinKeys).toEqual({});
  });

  test('is online unless it says otherwise; a ttl stays as written', () => {
    expect(featureView(whole as never)).toMatchObject({ online: true });
    expect(featureView({ ...whole, online: false, ttl: '0.5s' } as never)).toMatchObject({
      online: false,
      ttl: '0.5s',
    });
  });

  test.each<[object, string]>([
    [{ entities: undefined }, 'feature view v: entities is not a list of entities'],
    [{ entities: driver }, 'feature view v: entities is not a list of entities'],
    [{ entities: ['driver'] }, 'feature view v: entities is not a list of entities'],
    [{ entities: [driver, driver] }, 'feature view v: join key driver_id of entity driver is there twice'],
    [{ schema: undefined }, 'feature view v has no features'],
    [{ schema: {} }, 'feature view v has no features'],
    [{ schema: { x: 'float' } }, 'feature view v: feature x has the type "float"\nfix: use one of int32, int64'],
    [{ schema: { x: 'int64', X: 'int64' } }, 'feature view v: the name X is there twice (x)'],
    [{ schema: { driver_id: 'int64' } }, 'feature view v: the name driver_id is there twice (a join key)'],
    [{ ttl: '1 day' }, 'feature view v: ttl "1 day" is not a duration'],
    [{ ttl: 86400 }, 'feature view v: ttl 86400 is not a duration'],
    [{ ttl: '-1d' }, 'feature view v: ttl "-1d" is not a duration'],
    [{ online: 'false' }, 'feature view v: online "false" is neither true nor false'],
    [{ source: undefined }, 'feature view v has no source'],
    [{ source: null }, 'feature view v has no source'],
    [{ source: 'stats.parquet' }, 'feature view v has no source'],
    [{ source: driver }, 'feature view v has no source'],
  ])('with %j is refused', (options, message) => {
    expect(refusal(anyhow(featureView, { ...whole, ...options }))).toContain(message);
  });
});

describe('the same rows under another name', () => {
  test('withName and withJoinKeyMap keep the base; a map of a map goes back to the base', () => {
    const origin = stats.withName('origin').withJoinKeyMap({ driver_id: 'a' });
    const again = origin.withJoinKeyMap({ a: 'b' });
    expect(origin).toMatchObject({ name: 'origin', joinKeys: { a: 'int64' }, joinKeyMap: { driver_id: 'a' } });
    expect(again).toMatchObject({ name: 'origin', joinKeys: { b: 'int64' }, joinKeyMap: { driver_id: 'b' } });
    expect(again.base).toBe(stats);
    expect(stats.joinKeyMap).toBeUndefined();
  });

  test('keys may change places, and those that are not named stay', () => {
    const pair = entity({ name: 'pair', joinKeys: { a: 'int64', b: 'string', constructor: 'int32' } });
    const view = featureView({ name: 'v', entities: [pair], schema: { x: 'int64' }, source });
    const swapped = view.withJoinKeyMap({ a: 'b', b: 'a' } as never);
    expect(Object.entries(swapped.joinKeys)).toEqual([
      ['b', 'int64'],
      ['a', 'string'],
      ['constructor', 'int32'],
    ]);
    expect(swapped.joinKeyMap).toEqual({ a: 'b', b: 'a', constructor: 'constructor' });
  });

  test.each<[Record<string, string>, string]>([
    [{ id: 'x' }, 'feature view stats: withJoinKeyMap names id, which is no join key of it\nfix: map one of driver_id'],
    [{ driver_id: 'a:b' }, `feature view stats: "a:b" is not a column's name`],
  ])('a map of %j is refused', (map, message) => {
    expect(refusal(() => stats.withJoinKeyMap(map as never))).toContain(message);
  });
});

describe('a feature service', () => {
  test('is views and selections, in order', () => {
    const { features } = featureService({ name: 'f', features: [stats.select('trips', 'rate'), stats] });
    expect(features).toEqual([{ kind: 'featureSelection', view: stats, features: ['trips', 'rate'] }, stats]);
  });

  test.each([[undefined], [[]], ['stats'], [stats], [['stats:rate']], [[driver]], [[null]]])(
    'of %o is refused',
    (features) => {
      const refused = refusal(anyhow(featureService, { name: 'f', features }));
      expect(refused).toContain('feature service f: features is not a list of views\nfix: ');
    },
  );

  test('a selection of nothing, or of what is not there, is refused', () => {
    expect(refusal(() => stats.select('rat' as never))).toBe(
      "stats.select('rat'): stats has no feature rat\nfix: choose from rate, trips",
    );
    expect(refusal(() => stats.select())).toContain('stats.select(): no feature');
  });
});

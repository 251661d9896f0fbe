import { describe, expect, test } from 'vitest';

import { entity } from '../definitions/entity';
import { featureService } from '../definitions/feature-service';
import { featureView } from '../definitions/feature-view';
import { fileSource } from '../definitions/file-source';
import { collectDefinitions } from './collect-definitions';

const driver = entity({ name: 'driver', joinKeys: { driver_id: 'int64' } });
const source = fileSource({ name: 'trips', path: 'trips.parquet', timestampField: 'event_timestamp' });
const stats = featureView({ name: 'stats', entities: [driver], schema: { conv_rate: 'float32' }, source });

test('what is not a definition is passed over', () => {
  expect(collectDefinitions([1, null, undefined, 'stats', { name: 'x' }, [stats], () => 1])).toEqual([]);
});

test('each counts once, with what it refers to before it', () => {
  expect(collectDefinitions([stats, driver, stats, source])).toEqual([driver, source, stats]);
});

test('a base comes along with its alias', () => {
  const origin = stats.withName('origin').withJoinKeyMap({ driver_id: 'origin_id' });
  expect(collectDefinitions([origin])).toEqual([driver, source, stats, origin]);
});

describe('one name', () => {
  const clash =
    (...values: unknown[]) =>
    () =>
      collectDefinitions(values);
  const isClash = expect.objectContaining({ code: 'NAME_CLASH' });

  test('for two definitions, also of other kinds, and in other case', () => {
    expect(clash(stats, entity({ name: 'STATS', joinKeys: { id: 'string' } }))).toThrow(
      'feature view stats and entity STATS have the same name\nfix: give one of them another name',
    );
    expect(clash(fileSource({ name: 'Driver', path: 'x', timestampField: 't' }), driver)).toThrow(isClash);
  });

  test('for two exports of the same content', () => {
    expect(clash(driver, entity({ name: 'driver', joinKeys: { driver_id: 'int64' } }))).toThrow(
      'there are two definitions of entity driver\nfix: ',
    );
  });

  test('referred to by an older object of the same content is the same, of other content is not', () => {
    const again = entity({ name: 'driver', joinKeys: { driver_id: 'int64' } });
    expect(collectDefinitions([again, stats])).toEqual([again, source, stats]);
    expect(clash(entity({ name: 'driver', joinKeys: { driver_id: 'int32' } }), stats)).toThrow(isClash);
  });

  test('two services may each name the same alias', () => {
    const service = (name: string) => featureService({ name, features: [stats.withName('origin')] });
    expect(collectDefinitions([service('a'), service('b')]).map(({ name }) => name)).toEqual([
      'driver',
      'trips',
      'stats',
      'origin',
      'a',
      'b',
    ]);
  });

  test('a view asked by other keys needs one of its own', () => {
    expect(clash(stats, stats.withJoinKeyMap({ driver_id: 'id' }))).toThrow(
      /fix: give the view with the join key map a name/,
    );
  });
});

describe('a copy of a definition, which nobody checked', () => {
  const derived = featureView({
    name: 'derived',
    entities: [driver],
    schema: { conv_rate: 'float32', hour: 'int32' },
    derive: { hour: (row) => row.event_timestamp.getUTCHours() },
    source,
  });
  const region = entity({ name: 'region', joinKeys: { region_id: 'int64' } });

  test('with the fields of one that could be is taken', () => {
    const copy = { ...stats, description: 'mine' };
    expect(collectDefinitions([copy])).toContain(copy);
  });

  test.each<[string, object, string]>([
    ['a name that none has', { ...stats, name: '7d_stats' }, '"7d_stats" is not a nam'],
    ['a ttl that is none', { ...stats, ttl: 'a week' }, 'ttl "a week" is not a duration'],
    [
      'another path, which nobody reads',
      { ...source, path: 'recent.parquet' },
      'trips is a copy of another definition',
    ],
    ['another entity, and the keys of the old one', { ...stats, entities: [region] }, 'stats is a copy of another'],
    ['no functions', { ...derived }, 'derived is a copy of another definition'],
  ])('%s: refused, with a fix', (_, copy, problem) => {
    expect(() => collectDefinitions([copy])).toThrow(problem);
    expect(() => collectDefinitions([copy])).toThrow(/\nfix: /);
  });

  test('a service that asks for a feature twice could never be answered', () => {
    const twice = featureService({ name: 'risk', features: [stats, stats.select('conv_rate')] });
    expect(() => collectDefinitions([twice])).toThrow(
      'feature service risk asks for stats:conv_rate twice\nfix: ask for it once',
    );
  });
});

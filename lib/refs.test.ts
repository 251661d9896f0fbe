import { describe, expect, test } from 'vitest';

import { entity } from './definitions/entity';
import { featureService } from './definitions/feature-service';
import type { FeatureService } from './definitions/feature-service';
import { featureView } from './definitions/feature-view';
import type { FeatureView } from './definitions/feature-view';
import { fileSource } from './definitions/file-source';
import { resolveFeatures } from './refs';
import type { FeatureRequest, ResolveOptions } from './refs';

const location = entity({ name: 'location', joinKeys: { location_id: 'int64' } });
const source = fileSource({ name: 's', path: 's.parquet', timestampField: 'event_timestamp' });
const stats = featureView({
  name: 'location_stats',
  entities: [location],
  schema: { temperature: 'float64', city: 'string' },
  source,
});
const origin = stats.withName('origin_stats').withJoinKeyMap({ location_id: 'origin_id' });
const destination = stats.withName('destination_stats').withJoinKeyMap({ location_id: 'destination_id' });
const trip = featureService({ name: 'trip', features: [origin, destination.select('temperature')] });
const weather = featureService({ name: 'weather', features: [stats.select('city', 'temperature')] });

const byName = <T extends { name: string }>(items: T[]) => new Map(items.map((item) => [item.name, item]));
const known = {
  views: byName<FeatureView>([stats, origin, destination]),
  onDemandViews: new Map(),
  services: byName<FeatureService>([trip, weather]),
};
const resolve = (request: FeatureRequest, options?: ResolveOptions) => resolveFeatures(known, request, options);
const names = (request: FeatureRequest, options?: ResolveOptions) => resolve(request, options).map(({ name }) => name);

describe('what is asked for', () => {
  test('references resolve in the order asked, across views', () => {
    expect(resolve(['destination_stats:city', 'origin_stats:temperature'])).toEqual([
      { view: destination, feature: 'city', name: 'city' },
      { view: origin, feature: 'temperature', name: 'temperature' },
    ]);
  });

  test('full names are view__feature', () => {
    expect(names({ featureService: 'trip' }, { fullFeatureNames: true })).toEqual([
      'origin_stats__temperature',
      'origin_stats__city',
      'destination_stats__temperature',
    ]);
  });

  test('a service gives its features in its own order, by name or as an object', () => {
    expect(names({ featureService: 'weather' })).toEqual(['city', 'temperature']);
    expect(names(weather)).toEqual(['city', 'temperature']);
  });

  test('a service passed as an object is what was applied under its name', () => {
    expect(names(featureService({ name: 'weather', features: [stats.select('temperature')] }))).toEqual([
      'city',
      'temperature',
    ]);
    expect(names(featureService({ name: 'new', features: [stats.select('temperature')] }))).toEqual(['temperature']);
  });

  test('an alias that only the service knows is its own view', () => {
    const home = stats.withName('home_stats');
    expect(resolve(featureService({ name: 'h', features: [home.select('city')] }))[0]?.view).toBe(home);
  });
});

describe('what does not exist', () => {
  test.each([
    [
      ['location_stats:temprature'],
      'unknown feature temprature in view location_stats',
      'did you mean location_stats:temperature?',
    ],
    [
      ['location_stats:humidity'],
      'unknown feature humidity in view location_stats',
      'use one of location_stats:temperature, location_stats:city',
    ],
    [
      ['location_stat:city'],
      'unknown feature view location_stat in location_stat:city',
      'did you mean location_stats:city?',
    ],
    [
      ['location_stat:citi'],
      'unknown feature view location_stat in location_stat:citi',
      'did you mean location_stats:city?',
    ],
    [
      ['drivers:city'],
      'unknown feature view drivers in drivers:city',
      'use one of location_stats, origin_stats, destination_stats',
    ],
    [['location_stats:toString'], 'unknown feature toString in view location_stats', 'use one of'],
    [['city'], '"city" is not a reference to a feature', 'write location_stats:city or origin_stats:city'],
    [['nothing'], '"nothing" is not a reference to a feature', 'write view:feature, with a view of location_stats'],
    [{ featureService: 'wether' }, 'unknown feature service wether', 'did you mean weather?'],
  ] as [FeatureRequest, string, string][])('%j', (request, problem, fix) => {
    const message = errorOf('NAME_UNKNOWN', () => resolve(request));
    expect(message.startsWith(`${problem}\nfix: ${fix}`)).toBe(true);
  });

  test('a service of a view that was never applied', () => {
    const other = featureView({ name: 'other', entities: [], schema: { x: 'int64' }, source });
    const request = featureService({ name: 'new', features: [other] });
    expect(errorOf('NAME_UNKNOWN', () => resolve(request))).toContain(
      'unknown feature view other in feature service new',
    );
  });

  test('no features at all', () => {
    expect(errorOf('INPUT_INVALID', () => resolve([]))).toContain('features is empty');
  });

  test.each([
    ['location_stats:city', 'features is "location_stats:city"'],
    [undefined, 'features is undefined'],
    [null, 'features is null'],
    [{}, 'features is {}'],
  ])('%j is no list of references', (request, problem) => {
    expect(errorOf('INPUT_INVALID', () => resolve(request as never))).toContain(problem);
  });
});

describe('names that clash', () => {
  test('two features of one name', () => {
    const message = errorOf('NAME_CLASH', () => resolve(['origin_stats:temperature', 'destination_stats:temperature']));
    expect(message).toContain(
      'origin_stats:temperature and destination_stats:temperature would both be the column temperature',
    );
    expect(message).toContain('--full-feature-names');
  });

  test.each([false, true])('a feature asked for twice (full names: %s)', (fullFeatureNames) => {
    const request = ['location_stats:city', 'location_stats:city'];
    expect(errorOf('NAME_CLASH', () => resolve(request, { fullFeatureNames }))).toContain(
      'location_stats:city is asked for twice',
    );
  });
});

function errorOf(code: string, run: () => unknown): string {
  try {
    run();
  } catch (error) {
    expect(error).toMatchObject({ code });
    return (error as Error).message;
  }
  throw new Error('nothing was refused');
}

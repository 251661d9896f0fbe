import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { entity } from './definitions/entity';
import { featureView } from './definitions/feature-view';
import { fileSource } from './definitions/file-source';
import { temporaryStore } from './testing/temporary-store';

const lab = temporaryStore();
afterAll(() => lab.remove());

const driver = entity({ name: 'driver', joinKeys: { driver_id: 'int64' } });
const city = entity({ name: 'city', joinKeys: { city: 'string' } });

beforeAll(async () => {
  const at = (hours: number[]) => ({
    name: 'at',
    type: 'timestamp[us]',
    values: hours.map((hour) => new Date(hour * 3.6e6).toISOString()),
  });
  await lab.write('drivers.parquet', [
    { name: 'driver_id', type: 'int64', values: ['1', '1', '2'] },
    at([1, 2, 1]),
    { name: 'rate', type: 'float64', values: [0.1, 0.2, 0.9] },
  ]);
  await lab.write('narrow.parquet', [
    { name: 'driver_id', type: 'int32', values: [1] },
    at([1]),
    { name: 'rate', type: 'float64', values: [0.3] },
  ]);
  await lab.write('cities.parquet', [
    { name: 'city', type: 'string', values: ['mvd'] },
    at([1]),
    { name: 'rate', type: 'float64', values: [5] },
  ]);
  await lab.write('world.parquet', [at([1, 2]), { name: 'price', type: 'int64', values: ['10', '20'] }]);
  const source = (name: string) =>
    fileSource({ name: `${name}_source`, path: lab.path(`${name}.parquet`), timestampField: 'at' });
  const drivers = featureView({
    name: 'drivers',
    entities: [driver],
    schema: { rate: 'float64' },
    source: source('drivers'),
  });
  await lab.store.apply([
    drivers,
    featureView({ name: 'cities', entities: [city], schema: { rate: 'float64' }, source: source('cities') }),
    featureView({ name: 'world', entities: [], schema: { price: 'int64' }, source: source('world') }),
    featureView({
      name: 'narrow',
      entities: [entity({ name: 'short', joinKeys: { driver_id: 'int32' } })],
      schema: { rate: 'float64' },
      source: source('narrow'),
    }),
    drivers.withName('rival').withJoinKeyMap({ driver_id: 'rival_id' }),
  ]);
});

const row = (driver_id: number | null, hour: number, more: object = {}) => ({
  driver_id,
  event_timestamp: new Date(hour * 3.6e6),
  ...more,
});

describe('getHistoricalFeatures', () => {
  test('N rows in, N rows out, in their order, duplicates and unknown keys too', async () => {
    const entityDf = [row(2, 3), row(1, 1), row(9, 3), row(1, 1), row(1, 0), row(null, 3), row(1, 3)];
    const set = await lab.store.getHistoricalFeatures({ entityDf, features: ['drivers:rate'] });
    expect(set.toColumns()['rate']).toEqual([0.9, 0.1, null, 0.1, null, null, 0.2]);
    expect(set.toRows().map(({ driver_id }) => driver_id)).toEqual([2, 1, 9, 1, 1, null, 1]);
  });

  test('views of different keys, of none, and one view under two names, in the order asked', async () => {
    const set = await lab.store.getHistoricalFeatures({
      entityDf: [row(1, 2, { rival_id: 2, city: 'mvd' }), row(2, 1, { rival_id: 1, city: 'nowhere' })],
      features: ['rival:rate', 'world:price', 'drivers:rate', 'cities:rate'],
      fullFeatureNames: true,
    });
    expect(set.columnNames.slice(4)).toEqual(['rival__rate', 'world__price', 'drivers__rate', 'cities__rate']);
    expect(set.toRows().map((answer) => Object.values(answer).slice(4))).toEqual([
      [0.9, 20, 0.2, 5],
      [0.1, 10, 0.9, null],
    ]);
  });

  test('a key of two widths is held to the narrower one, whichever view is asked for first', async () => {
    const entityDf = [row(3_000_000_000, 3)];
    for (const features of [
      ['narrow:rate', 'drivers:rate'],
      ['drivers:rate', 'narrow:rate'],
    ]) {
      const asked = lab.store.getHistoricalFeatures({ entityDf, features, fullFeatureNames: true });
      await expect(asked).rejects.toThrow(/driver_id.*int32/);
    }
  });

  test('the exclusive bound leaves out the row of the very time', async () => {
    const request = { entityDf: [row(1, 2)], features: ['drivers:rate'] };
    const rate = async (bound: 'inclusive' | 'exclusive'): Promise<unknown> =>
      (await lab.store.getHistoricalFeatures({ ...request, bound })).toColumns()['rate'];
    expect([await rate('inclusive'), await rate('exclusive')]).toEqual([[0.2], [0.1]]);
  });

  test('a bound of another word is an error of two lines, not the other bound', async () => {
    const request = { entityDf: [row(1, 2)], features: ['drivers:rate'], bound: 'exlusive' };
    await expect(lab.store.getHistoricalFeatures(request as never)).rejects.toThrow(
      /^bound is "exlusive"\nfix: use 'inclusive' or 'exclusive'$/,
    );
  });

  test('two features of one name, or an input column of that name, are errors that say so', async () => {
    const entityDf = [row(1, 2, { city: 'mvd' })];
    await expect(
      lab.store.getHistoricalFeatures({ entityDf, features: ['drivers:rate', 'cities:rate'] }),
    ).rejects.toThrow('drivers:rate and cities:rate would both be the column rate\nfix: ask for full names');
    await expect(
      lab.store.getHistoricalFeatures({ entityDf: [row(1, 2, { rate: 5 })], features: ['drivers:rate'] }),
    ).rejects.toThrow('the input has a column rate, which is the name of the feature drivers:rate\nfix: ');
  });

  test('a forgotten entityDf is an error of two lines', async () => {
    await expect(lab.store.getHistoricalFeatures({ features: ['drivers:rate'] } as never)).rejects.toThrow(
      /^entityDf is undefined\nfix: /,
    );
  });

  test('an entity dataframe that is a missing file is said to be missing', async () => {
    const entityDf = lab.path('none.parquet');
    await expect(lab.store.getHistoricalFeatures({ entityDf, features: ['drivers:rate'] })).rejects.toThrow(
      `there is no file ${entityDf}\nfix: `,
    );
  });
});

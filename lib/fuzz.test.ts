import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { isFeatureStoreError } from './errors';
import { parseExactJson } from './columns/exact-json';
import { openFeatureStore } from './open-store';
import type { FeatureStore } from './store';
import { DriverRepository, NOW, ROWS, YAML } from './testing/driver-repository';
import { mutateBytes, mutateText } from './testing/mutate';
import { randomNumbers } from './testing/random-numbers';
import { minutes, runs } from './testing/runs';
import { parquetBytes } from './testing/write-parquet';

/**
 * Spoilt inputs: each ends in a FeatureStoreError, or in an answer that is right as far as one can tell. Nothing else may
 * come out: no other error, no hang, no rejection that nobody handles (vitest fails on one). 840 in `npm test`, 10,080
 * in `npm run test:deep`. A failure names the seed, which makes the very same input again.
 */
const FEATURES = ['driver_stats:conv_rate', 'driver_stats:trips'];
const STATS = 'data/driver_stats.parquet';

/** What the source has, and null. */
const RATES = [0.25, 0.5, 0.75, null, 0.125, 1];

const repository = new DriverRepository();
let store: FeatureStore;
beforeAll(async () => {
  store = await openFeatureStore(repository.folder, { now: NOW });
  await store.apply();
  await store.materialize(null, NOW);
});
beforeEach(() => {
  repository.restore();
});
afterAll(async () => {
  await store.close();
  repository.remove();
});

/** Tries so many spoilt inputs, seeded one by one. */
async function fuzz(count: number, attempt: (random: () => number) => Promise<void>): Promise<void> {
  for (let seed = 0; seed < count; seed++) {
    try {
      await attempt(randomNumbers(seed));
    } catch (error) {
      if (!isFeatureStoreError(error)) throw new Error(`seed ${String(seed)}`, { cause: error });
      expect(error.message, `seed ${String(seed)}`).toMatch(/^.+\nfix: .+$/s);
    }
  }
}

/** Each row has its own driver and a value that the source has. */
function expectServed(rows: readonly Record<string, unknown>[]): void {
  for (const { conv_rate } of rows) expect(RATES).toContain(conv_rate);
}

const JSON_PIECES = [
  '"',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  'null',
  '1e400',
  '-0',
  '9007199254740993',
  '"x"',
  'true',
  '\\u0000',
];
const ENTITY_ROWS = '[{"driver_id": 1001}, {"driver_id": 1002, "note": "ñ"}, {"driver_id": null}]';
const TIMED_ROWS = `[{"driver_id":1001,"event_timestamp":"${NOW}"},{"driver_id":1003,"event_timestamp":"2025-06-01T10:30:00-03:00","n":1.5}]`;
const CSV_PIECES = ['"', ',', '\n', '\r\n', '""', ';', '1e9', '-1', '\u0000', '\ufeff', 'NaN', '2025-13-01', '+00:00'];
const CSV = `driver_id,event_timestamp,label\n1001,${NOW},1\n1002,2025-06-01 10:30:00,\n1003,2025-06-01T10:30:00.000001Z,"a, b"\n`;
const YAML_PIECES = [
  ':',
  ' ',
  '\n',
  '- ',
  '{',
  '}',
  '[',
  '&a',
  '*a',
  '!!int',
  '|',
  '"',
  "'",
  '#',
  '${HOME}',
  '${NOT_SET}',
  '\t',
  '0x1',
  '~',
];

describe('spoilt', () => {
  test('JSON entity rows of an online read', { timeout: minutes(1) }, () =>
    fuzz(runs(250), async (random) => {
      const text = mutateText(ENTITY_ROWS, JSON_PIECES, random);
      const entityRows = parseExactJson(text, 'rows') as Record<string, unknown>[];
      const online = await store.getOnlineFeatures({ features: FEATURES, entityRows });
      expect(online.length).toBe((JSON.parse(text) as unknown[]).length);
      expectServed(online.toRows());
    }),
  );

  test('a JSON entity dataframe', { timeout: minutes(1) }, () =>
    fuzz(runs(125), async (random) => {
      const text = mutateText(TIMED_ROWS, JSON_PIECES, random);
      repository.write('rows.json', text);
      const training = await store.getHistoricalFeatures({
        features: FEATURES,
        entityDf: repository.path('rows.json'),
      });
      expect(training.numRows).toBe((JSON.parse(text) as unknown[]).length);
      expectServed(training.toRows());
    }),
  );

  test('a CSV entity dataframe', { timeout: minutes(1) }, () =>
    fuzz(runs(125), async (random) => {
      repository.write('rows.csv', mutateText(CSV, CSV_PIECES, random));
      const training = await store.getHistoricalFeatures({ features: FEATURES, entityDf: repository.path('rows.csv') });
      expectServed(training.toRows());
    }),
  );

  test('a feature_store.yaml', { timeout: minutes(1) }, () =>
    fuzz(runs(250), async (random) => {
      repository.write('feature_store.yaml', mutateText(YAML, YAML_PIECES, random));
      const other = await openFeatureStore(repository.folder, { now: NOW, variables: { HOME: 'data' } });
      try {
        const { unchanged, created } = await other.plan();
        expect(unchanged.length + created.length).toBe(3);
      } finally {
        await other.close();
      }
    }),
  );

  test('a Parquet source, joined and materialized', { timeout: minutes(2) }, async () => {
    const sound = parquetBytes(ROWS, { compression: 'snappy', rowGroupSize: 2 });
    const entityDf = [1001, 1002, 1003].map((driver_id) => ({ driver_id, event_timestamp: NOW }));
    await fuzz(runs(60), async (random) => {
      repository.write(STATS, mutateBytes(sound, random));
      expect((await store.getHistoricalFeatures({ entityDf, features: FEATURES })).numRows).toBe(entityDf.length);
      await store.materialize(null, NOW);
    });
    repository.write(STATS, sound);
    expect((await store.getHistoricalFeatures({ entityDf, features: FEATURES })).toColumns()['conv_rate']).toEqual([
      0.5,
      null,
      1,
    ]);
  });

  test('a Parquet entity dataframe', { timeout: minutes(2) }, async () => {
    const sound = parquetBytes([
      { name: 'driver_id', type: 'int64', values: ['1001', '1002', null] },
      { name: 'event_timestamp', type: 'timestamp[us, UTC]', values: [NOW, NOW, NOW] },
      { name: 'city', type: 'string', values: ['Montevideo', null, 'ñ'] },
    ]);
    await fuzz(runs(30), async (random) => {
      repository.write('rows.parquet', mutateBytes(sound, random));
      const training = await store.getHistoricalFeatures({
        features: FEATURES,
        entityDf: repository.path('rows.parquet'),
      });
      expectServed(training.toRows());
    });
  });
});

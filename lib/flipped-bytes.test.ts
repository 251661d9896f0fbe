import { afterAll, beforeAll, expect, test } from 'vitest';

import { isFeatureStoreError } from './errors';
import type { FeatureStore } from './store';
import { DriverRepository, NOW, ROWS } from './testing/driver-repository';
import { randomNumbers } from './testing/random-numbers';
import { parquetBytes } from './testing/write-parquet';

const STATS = 'data/driver_stats.parquet';
const FLIPS = 36;
const FEATURES = ['driver_stats:conv_rate', 'driver_stats:trips'];
const RIGHT = [
  { driver_id: 1001, event_timestamp: NOW, conv_rate: 0.5, trips: 11 },
  { driver_id: 1002, event_timestamp: NOW, conv_rate: null, trips: 21 },
  { driver_id: 1003, event_timestamp: NOW, conv_rate: 1, trips: 31 },
];

const repository = new DriverRepository();
const sound = parquetBytes(ROWS, { compression: 'snappy', rowGroupSize: 2 });

beforeAll(() => repository.with((store) => store.apply()));
afterAll(() => {
  repository.remove();
});

function join(store: FeatureStore): Promise<Record<string, unknown>[]> {
  const entityDf = RIGHT.map(({ driver_id, event_timestamp }) => ({ driver_id, event_timestamp }));
  return store.getHistoricalFeatures({ entityDf, features: FEATURES }).then((training) => training.toRows());
}

/** What came of it: a refusal's code, or the rows. */
async function outcome(work: Promise<Record<string, unknown>[]>): Promise<unknown> {
  try {
    return await work;
  } catch (error) {
    if (isFeatureStoreError(error)) return error.code;
    throw error;
  }
}

/** Where the pages with the values end and the footer, which describes them, begins. */
const FOOTER = sound.length - 8 - new DataView(sound.buffer, sound.byteOffset).getUint32(sound.length - 8, true);

/** A page has no sum over its values, so a flip inside one may go unseen: then every row is there, with another value. */
test(`${String(FLIPS)} files with a byte flipped: refused, or the right answer; and the store lives on`, async () => {
  await repository.with(async (store) => {
    const random = randomNumbers(20250601);
    for (let flip = 0; flip < FLIPS; flip++) {
      const bytes = Uint8Array.from(sound);
      const at = Math.floor(random() * bytes.length);
      bytes[at] ^= 1 + Math.floor(random() * 255);
      repository.write(STATS, bytes);
      const came = await outcome(join(store));
      if (typeof came === 'string') expect(came, `byte ${String(at)}`).toMatch(/^SOURCE_/);
      else if (at >= FOOTER) expect(came, `byte ${String(at)}`).toEqual(RIGHT);
      else expect(came, `byte ${String(at)}`).toHaveLength(RIGHT.length);
    }
    repository.write(STATS, sound);
    expect(await join(store)).toEqual(RIGHT);
  });
});

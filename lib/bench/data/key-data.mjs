import { join } from 'node:path';
import { featureColumns } from './feature-columns.mjs';
import { randomNumbers, shuffledNumbers } from './random.mjs';
import { once } from './write-columns.mjs';

const DAY = 24 * 3_600_000_000;
const T0 = Date.UTC(2025, 0, 1) * 1000;

/**
 * One row for each of so many drivers (1 to `keys`), in random order, at some time of one day.
 * @param shape `{ keys, features?, day?, of? }`: the day, counted from 2025-01-01; and of how many drivers they are
 */
export function keyFile(folder, { keys, features = 3, day = 0, of = keys }) {
  return once(join(folder, `keys-${keys}-of-${of}x${features}-day${day}.parquet`), () => {
    const random = randomNumbers(11 + day);
    const driver = BigInt64Array.from(shuffledNumbers(of, random).subarray(0, keys), (i) => BigInt(i + 1));
    const time = driver.map(() => BigInt(T0 + day * DAY + Math.floor(random() * 86_400_000) * 1000));
    return {
      event_timestamp: ['time', time],
      driver_id: ['int64', driver],
      ...featureColumns(features, keys, random),
      created: ['time', time.map((at) => at + 60_000_000n)],
    };
  });
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createFeatureStore } from 'featlab';
import { definitions } from './definitions.mjs';
import { compared, race } from './race.mjs';

const FEATURES = ['driver_stats:conv_rate', 'driver_stats:acc_rate', 'driver_stats:avg_daily_trips'];
const ROUNDS = 20_000;

/**
 * getOnlineFeatures of one entity and three features, toDict() included, against a raw prepared `get` of the same
 * row from the same file (WAL) that builds the same object.
 */
export async function onlineRead(keysFile) {
  const folder = mkdtempSync(join(tmpdir(), 'featlab-bench-'));
  const path = join(folder, 'online.db');
  const store = createFeatureStore({
    project: 'bench',
    registry: join(folder, 'registry.db'),
    online_store: { type: 'sqlite', path },
    now: '2025-01-10T00:00:00Z',
    definitions: definitions(keysFile),
  });
  await store.apply();
  await store.materialize(null, '2025-01-10T00:00:00Z');
  const raw = new Database(path, { readonly: true });
  const get = raw.prepare(
    'SELECT conv_rate, acc_rate, avg_daily_trips, event_timestamp FROM bench_driver_stats WHERE driver_id = ?',
  );
  const ids = Array.from({ length: ROUNDS }, (_, i) => 1 + ((i * 7919) % 100_000));
  let sink = 0;
  const times = await race(
    {
      ours: async () => {
        for (const id of ids) {
          const answer = await store.getOnlineFeatures({ features: FEATURES, entityRows: [{ driver_id: id }] });
          sink += answer.toDict().avg_daily_trips[0];
        }
      },
      peer: () => {
        for (const id of ids) {
          const row = get.get(id);
          const dict = {
            driver_id: [id],
            conv_rate: [row.conv_rate],
            acc_rate: [row.acc_rate],
            avg_daily_trips: [row.avg_daily_trips],
          };
          sink += dict.avg_daily_trips[0];
        }
      },
    },
    11,
  );
  raw.close();
  await store.close();
  rmSync(folder, { recursive: true });
  if (Number.isNaN(sink)) throw new Error('a value was missing');
  const { ours, peer, ratio } = compared(times);
  const micros = (ms) => `${((ms * 1000) / ROUNDS).toFixed(1)} µs`;
  return {
    row: 'getOnlineFeatures, 1 entity × 3 features',
    ours: micros(ours),
    peer: micros(peer),
    peerName: 'prepared get',
    ratio,
    goal: 3,
  };
}

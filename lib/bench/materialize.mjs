import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import Database from 'better-sqlite3';
import { createFeatureStore } from 'featlab';
import { readParquet } from 'parquet-wasm';
import { definitions } from './definitions.mjs';
import { compared, race } from './race.mjs';

/**
 * materialize of 1,000,000 keys from a Parquet file in random order into an empty SQLite file, against a raw upsert
 * loop in one transaction over the same file's rows sorted by key: reading and sorting included in both.
 */
export async function materialize(keysFile, runs) {
  const folder = mkdtempSync(join(tmpdir(), 'featlab-bench-'));
  let made = 0;
  const times = await race(
    {
      ours: () => ours(join(folder, String(made++)), keysFile),
      peer: () => raw(join(folder, `${made++}.db`), keysFile),
    },
    runs,
  );
  rmSync(folder, { recursive: true });
  const { ours: mine, peer, ratio } = compared(times);
  const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
  return {
    row: 'materialize 1,000,000 keys',
    ours: seconds(mine),
    peer: seconds(peer),
    peerName: 'raw upsert loop',
    ratio,
    goal: 2,
  };
}

async function ours(folder, keysFile) {
  const store = createFeatureStore({
    project: 'bench',
    registry: join(folder, 'registry.db'),
    online_store: { type: 'sqlite', path: join(folder, 'online.db') },
    now: '2025-01-10T00:00:00Z',
    definitions: definitions(keysFile),
  });
  await store.apply();
  const [{ written }] = await store.materialize(null, '2025-01-10T00:00:00Z');
  await store.close();
  if (written !== 1_000_000) throw new Error(`${written} rows were written`);
}

function raw(path, keysFile) {
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.exec(
    'CREATE TABLE stats (driver_id INTEGER PRIMARY KEY, event_timestamp INTEGER, created INTEGER, conv_rate REAL, acc_rate REAL, avg_daily_trips INTEGER)',
  );
  const upsert = db.prepare(
    `INSERT INTO stats VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET event_timestamp = excluded.event_timestamp, created = excluded.created,
     conv_rate = excluded.conv_rate, acc_rate = excluded.acc_rate, avg_daily_trips = excluded.avg_daily_trips
     WHERE (excluded.event_timestamp, excluded.created) >= (event_timestamp, created)`,
  );
  const table = tableFromIPC(readParquet(readFileSync(keysFile)).intoIPCStream());
  const numbers = (name) => Float64Array.from(table.getChild(name).toArray(), Number);
  const [ids, times, created, trips] = ['driver_id', 'event_timestamp', 'created', 'avg_daily_trips'].map(numbers);
  const [conv, acc] = ['conv_rate', 'acc_rate'].map((name) => table.getChild(name).toArray());
  const order = Int32Array.from(ids, (_, i) => i).sort((a, b) => ids[a] - ids[b]);
  db.transaction(() => {
    for (const i of order) upsert.run(ids[i], times[i], created[i], conv[i], acc[i], trips[i]);
  })();
  db.close();
}

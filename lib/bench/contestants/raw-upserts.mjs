import { readFileSync } from 'node:fs';
import { tableFromIPC } from 'apache-arrow';
import Database from 'better-sqlite3';
import { readParquet } from 'parquet-wasm';

const CREATE =
  'CREATE TABLE IF NOT EXISTS stats (driver_id INTEGER PRIMARY KEY, event_timestamp INTEGER, created INTEGER, conv_rate REAL, acc_rate REAL, avg_daily_trips INTEGER)';
const UPSERT = `INSERT INTO stats VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET event_timestamp = excluded.event_timestamp,
  created = excluded.created, conv_rate = excluded.conv_rate, acc_rate = excluded.acc_rate, avg_daily_trips = excluded.avg_daily_trips
  WHERE (excluded.event_timestamp, excluded.created) >= (event_timestamp, created)`;

/**
 * What featlab's materialize is measured by: the files read, the rows that are at or after `mark` sorted by key, and an
 * upsert for each in one transaction.
 * @param mark microseconds; 0 = all
 */
export function rawUpserts(path, files, mark = 0) {
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.exec(CREATE);
  const upsert = db.prepare(UPSERT);
  const rows = files.flatMap((file) => rowsOf(file, mark));
  db.transaction(() => {
    for (const { ids, times, created, conv, acc, trips, order } of rows) {
      for (const i of order) upsert.run(ids[i], times[i], created[i], conv[i], acc[i], trips[i]);
    }
  })();
  db.close();
}

function rowsOf(file, mark) {
  const table = tableFromIPC(readParquet(readFileSync(file)).intoIPCStream());
  const numbers = (name) => Float64Array.from(table.getChild(name).toArray(), Number);
  const [ids, times, created, trips] = ['driver_id', 'event_timestamp', 'created', 'avg_daily_trips'].map(numbers);
  const [conv, acc] = ['conv_rate', 'acc_rate'].map((name) => table.getChild(name).toArray());
  const order = Int32Array.from(ids, (_, i) => i)
    .filter((i) => times[i] >= mark || created[i] >= mark)
    .sort((a, b) => ids[a] - ids[b]);
  return { ids, times, created, conv, acc, trips, order };
}

import { join } from 'node:path';
import Database from 'better-sqlite3';
import { schemaOf } from '../data/feature-columns.mjs';
import { requestsOf, timedReads } from './reads.mjs';

/** A prepared get for each key from the same table of the same file, and the object of columns that holds the answer. */
export default function rawOnline({ folder, view, entities, features, keys }) {
  const db = new Database(join(folder, 'online.db'), { readonly: true });
  const names = Object.keys(schemaOf(features));
  const get = db.prepare(`SELECT ${names.join(', ')}, event_timestamp FROM bench_${view.name} WHERE driver_id = ?`);
  const requests = requestsOf(entities, keys);
  let sum = 0;
  const read = async (ids) => {
    const dict = { driver_id: ids };
    for (const name of names) dict[name] = [];
    for (const id of ids) {
      const row = get.get(id);
      for (const name of names) dict[name].push(row[name]);
    }
    for (const value of dict.conv_rate) sum += value;
  };
  return {
    prepare: () => (sum = 0),
    run: () => timedReads(requests, read),
    check: () => ({ sum }),
    close: () => db.close(),
  };
}

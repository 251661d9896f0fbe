import Database from 'better-sqlite3';

/** What a table of materialized rows holds: how many, and the sum of their event times. */
export function stored(path, table) {
  const db = new Database(path, { readonly: true });
  const held = db.prepare(`SELECT count(*) AS rows, total(event_timestamp) AS times FROM ${table}`).get();
  db.close();
  return held;
}

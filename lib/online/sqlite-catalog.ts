import { randomUUID } from 'node:crypto';

import type { Database } from 'better-sqlite3';

import { StoreError } from '../errors';
import type { OnlineView } from './online-store';
import { rowsChanged } from './rows-changed';
import { createTable } from './sqlite-table';
import { quote } from './table-columns';
import { viewSignature } from './view-signature';

/** Which table holds which view: one row for each in `featlab_views`, beside the tables themselves. */
const CATALOG = 'featlab_views';

const CREATE = `CREATE TABLE IF NOT EXISTS ${CATALOG} (
  project TEXT NOT NULL,
  view TEXT NOT NULL,
  table_name TEXT NOT NULL,
  signature TEXT NOT NULL,
  generation TEXT NOT NULL,
  PRIMARY KEY (project, view)
) WITHOUT ROWID`;

export interface StoredTable {
  readonly name: string;
  /** A new one each time that the table is made. */
  readonly generation: string;
}

interface CatalogRow {
  readonly table_name: string;
  readonly signature: string;
  readonly generation: string;
}

/** The view's table, or undefined where there is none, or one of another schema. */
export function findTable(db: Database, view: OnlineView): StoredTable | undefined {
  const row = catalogRow(db, view);
  return row?.signature === viewSignature(view) ? { name: row.table_name, generation: row.generation } : undefined;
}

/** The view's table of that generation. @throws StoreError STORE_CHANGED where it was dropped or made anew since */
export function tableOf(db: Database, view: OnlineView, generation: string): StoredTable {
  const found = findTable(db, view);
  if (found?.generation === generation) return found;
  throw rowsChanged(view.name);
}

/** The view's table; made where there is none, made anew where it has another schema. Within a transaction. */
export function ensureTable(db: Database, view: OnlineView): StoredTable {
  const found = findTable(db, view);
  if (found) return found;
  dropTable(db, view);
  db.exec(CREATE);
  const table = { name: freeName(db, view), generation: randomUUID() };
  makeTable(db, table.name, view);
  db.prepare(`INSERT INTO ${CATALOG} VALUES (?, ?, ?, ?, ?)`).run(
    view.project,
    view.name,
    table.name,
    viewSignature(view),
    table.generation,
  );
  return table;
}

function makeTable(db: Database, name: string, view: OnlineView): void {
  try {
    db.exec(createTable(name, view));
  } catch (error) {
    if (!(error instanceof Error && /too many columns/.test(error.message))) throw error;
    throw new StoreError(
      'STORE_REFUSED',
      `view ${view.name} has ${String(view.features.length)} features, more than a table of SQLite has columns for (${error.message})`,
      'make two views of it, or keep it in another online store',
      { cause: error },
    );
  }
}

/** Within a transaction. Nothing where there is none. */
export function dropTable(db: Database, view: Pick<OnlineView, 'project' | 'name'>): void {
  const row = catalogRow(db, view);
  if (!row) return;
  db.exec(`DROP TABLE IF EXISTS ${quote(row.table_name)}`);
  db.prepare(`DELETE FROM ${CATALOG} WHERE project = ? AND view = ?`).run(view.project, view.name);
}

function catalogRow(db: Database, view: Pick<OnlineView, 'project' | 'name'>): CatalogRow | undefined {
  if (!hasTable(db, CATALOG)) return undefined;
  return db
    .prepare<[string, string], CatalogRow>(`SELECT * FROM ${CATALOG} WHERE project = ? AND view = ?`)
    .get(view.project, view.name);
}

/** `<project>_<view>`, with a `_` more for as long as another table has the name (`a_b` + `c` is `a` + `b_c`). */
function freeName(db: Database, view: OnlineView): string {
  let name = `${view.project}_${view.name}`;
  if (name.toLowerCase().startsWith('sqlite_')) name = `_${name}`;
  while (hasTable(db, name)) name += '_';
  return name;
}

function hasTable(db: Database, name: string): boolean {
  return db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ? COLLATE NOCASE').get(name) !== undefined;
}

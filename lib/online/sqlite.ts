import type { EntityKey, OnlineAnswer, OnlineBatch, OnlineChange, OnlineStore, OnlineView } from './online-store';
import { dropTable, ensureTable, findTable, tableOf } from './sqlite-catalog';
import { SqliteDatabase } from './sqlite-database';
import { keysSql } from './sqlite-table';
import { SqliteReader } from './sqlite-reader';
import { keyFromSql } from './sqlite-values';
import type { SqlValue } from './sqlite-values';
import { writeRows } from './sqlite-writer';
import { tableColumns } from './table-columns';

export interface SqliteOptions {
  /** The file. Made, with its folder, by the first write. */
  readonly path: string;
  /** How long to wait for another process's transaction: 5,000 where absent. */
  readonly busyTimeoutMs?: number;
}

/**
 * Rows in a SQLite file: a table `<project>_<view>` for each view, with its join keys as primary key and a column for
 * each feature (see sqlite-table.ts), so that `SELECT *` shows what is stored.
 */
export function sqliteOnlineStore(options: SqliteOptions): OnlineStore {
  return new SqliteOnlineStore(new SqliteDatabase(options.path, options.busyTimeoutMs));
}

const PAGE = 10_000;

/** better-sqlite3 is synchronous; promises are the seam's, but for `read`. */
class SqliteOnlineStore implements OnlineStore {
  readonly #database: SqliteDatabase;
  readonly #reader: SqliteReader;

  constructor(database: SqliteDatabase) {
    this.#database = database;
    this.#reader = new SqliteReader(database);
  }

  async write(view: OnlineView, batch: OnlineBatch, generation?: string): Promise<number> {
    return this.#database.guard(() => {
      const db = this.#database.writer();
      this.#reader.forget();
      return this.#database.transaction(db, () => {
        const table = generation === undefined ? ensureTable(db, view) : tableOf(db, view, generation);
        return writeRows(db, table.name, view, batch);
      });
    });
  }

  read(view: OnlineView, features: readonly string[], keys: readonly EntityKey[], sharesTurn?: boolean): OnlineAnswer {
    return this.#reader.read(view, features, keys, sharesTurn);
  }

  async update(change: OnlineChange): Promise<void> {
    this.#database.guard(() => {
      if (change.keep.length === 0 && !this.#database.reader()) return;
      const db = this.#database.writer();
      this.#reader.forget();
      this.#database.transaction(db, () => {
        for (const view of change.drop) dropTable(db, view);
        for (const view of change.keep) ensureTable(db, view);
      });
    });
  }

  async generation(view: OnlineView): Promise<string | undefined> {
    return this.#database.guard(() => {
      const db = this.#database.reader();
      return db && findTable(db, view)?.generation;
    });
  }

  /** A page at a time, so that the store can be read and written between two keys. */
  async *keys(view: OnlineView): AsyncIterable<EntityKey> {
    let page = this.#keyPage(view, undefined);
    while (page.length > 0) {
      for (const key of page) yield view.keys.map(({ type }, i) => keyFromSql(type, key[i]));
      page = page.length < PAGE ? [] : this.#keyPage(view, page[page.length - 1]);
    }
  }

  #keyPage(view: OnlineView, after: SqlValue[] | undefined): SqlValue[][] {
    return this.#database.guard(() => {
      const db = this.#database.reader();
      const table = db && findTable(db, view);
      if (!table) return [];
      const sql = keysSql(table.name, tableColumns(view), after === undefined, PAGE);
      const statement = db.prepare<SqlValue[], SqlValue[]>(sql).raw().safeIntegers();
      return statement.all(...(after ?? []));
    });
  }

  async sync(): Promise<void> {
    this.#database.guard(() => this.#database.sync());
  }

  async close(): Promise<void> {
    this.#database.guard(() => this.#database.close());
  }
}

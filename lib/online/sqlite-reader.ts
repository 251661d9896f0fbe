import type { Database, Statement } from 'better-sqlite3';

import type { Value, ValueType } from '../types';
import type { EntityKey, OnlineAnswer, OnlineRow, OnlineView } from './online-store';
import { findTable } from './sqlite-catalog';
import type { SqliteDatabase } from './sqlite-database';
import { selectSql } from './sqlite-table';
import { SqliteTurn } from './sqlite-turn';
import { fromSql, needsBigInts } from './sqlite-values';
import type { SqlValue } from './sqlite-values';

/** A prepared read of some features of a view. */
interface Prepared {
  readonly db: Database;
  readonly select: Statement<unknown[], SqlValue[]>;
  /** The same, answering integers as bigints: for the rows that hold one beyond ±2^53. */
  readonly exact: Statement<unknown[], SqlValue[]>;
  readonly types: readonly ValueType[];
}

const NO_ENTITY: EntityKey = [0];

/** Reads rows by key. Statements are kept by the identity of the view and of the list of features. */
export class SqliteReader {
  readonly #database: SqliteDatabase;
  readonly #turn = new SqliteTurn();
  #prepared = new WeakMap<OnlineView, WeakMap<readonly string[], Prepared>>();

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  read(view: OnlineView, features: readonly string[], keys: readonly EntityKey[], sharesTurn = false): OnlineAnswer {
    if (!this.#database.isCurrent()) this.forget();
    const kept = this.#prepared.get(view)?.get(features);
    if (kept) {
      try {
        if (sharesTurn) this.#turn.join(kept.db);
        return readRows(kept, keys);
      } catch {
        // The file was closed, or someone else remade the table: prepare again. A real trouble comes again too.
        this.forget();
      }
    }
    return this.#database.guard(() => {
      const prepared = this.#prepare(view, features);
      return prepared ? readRows(prepared, keys) : keys.map(() => undefined);
    });
  }

  /** Tables may have changed, and rows will. */
  forget(): void {
    this.#turn.end();
    this.#prepared = new WeakMap();
  }

  #prepare(view: OnlineView, features: readonly string[]): Prepared | undefined {
    const db = this.#database.reader();
    const table = db && findTable(db, view);
    if (!table) return undefined;
    const sql = selectSql(table.name, view, features);
    const statement = () => db.prepare<unknown[], SqlValue[]>(sql).raw();
    const types = features.map((name) => view.features.find((feature) => feature.name === name)?.type ?? 'bytes');
    const prepared = { db, select: statement(), exact: statement().safeIntegers(), types };
    const ofView = this.#prepared.get(view) ?? new WeakMap<readonly string[], Prepared>();
    this.#prepared.set(view, ofView.set(features, prepared));
    return prepared;
  }
}

function readRows(prepared: Prepared, keys: readonly EntityKey[]): OnlineAnswer {
  if (keys.length === 1) return [readRow(prepared, keys[0])];
  if (prepared.db.inTransaction) return keys.map((key) => readRow(prepared, key));
  // One snapshot for all; and SQLite locks once, not once a key.
  return prepared.db.transaction(() => keys.map((key) => readRow(prepared, key)))();
}

function readRow(prepared: Prepared, key: EntityKey): OnlineRow | undefined {
  const parameters = key.length === 0 ? NO_ENTITY : key;
  const row = parameters.length === 1 ? prepared.select.get(parameters[0]) : prepared.select.get(parameters);
  if (row === undefined) return undefined;
  const { types } = prepared;
  for (let i = 0; i < types.length; i++) {
    if (needsBigInts(types[i], row[i])) return onlineRow(types, prepared.exact.get(parameters) ?? row);
  }
  return onlineRow(types, row);
}

function onlineRow(types: readonly ValueType[], row: SqlValue[]): OnlineRow {
  const values: Value[] = [];
  for (let i = 0; i < types.length; i++) values.push(fromSql(types[i], row[i]));
  return { us: Number(row[types.length]), ns: Number(row[types.length + 1]), values };
}

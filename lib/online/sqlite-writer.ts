import type { Database, Statement } from 'better-sqlite3';

import type { OnlineBatch, OnlineView } from './online-store';
import { upsertSql } from './sqlite-table';
import { columnCells, microsCells, nanosCells } from './sqlite-values';
import type { Cell, SqlValue } from './sqlite-values';
import { tableColumns } from './table-columns';

/** Rows a statement: 32 are twice as fast as one. So many parameters at most. */
const ROWS = 32;
const PARAMETERS = 1_000;

/** Upserts the batch, within the caller's transaction. Answers how many rows the table accepted. */
export function writeRows(db: Database, table: string, view: OnlineView, batch: OnlineBatch): number {
  const columns = tableColumns(view);
  const cells = batchCells(view, batch);
  const statement = (rows: number) => db.prepare<SqlValue[]>(upsertSql(table, columns, rows));
  const changes = db.prepare<[], number>('SELECT total_changes()').pluck();
  const before = changes.get() ?? 0;
  const many = Math.min(ROWS, Math.max(1, Math.floor(PARAMETERS / cells.length)));
  const whole = batch.length - (batch.length % many);
  bindRows(statement(many), cells, 0, whole, many);
  bindRows(statement(1), cells, whole, batch.length, 1);
  return (changes.get() ?? 0) - before;
}

/** In the order of the upsert's parameters. */
function batchCells(view: OnlineView, batch: OnlineBatch): Cell[] {
  const place = (name: string) => `view ${view.name}, column ${name}`;
  return [
    ...(view.keys.length === 0 ? [() => 0] : batch.keys.map((key, i) => columnCells(key, place(view.keys[i].name)))),
    microsCells(batch.eventTime),
    nanosCells(batch.eventTime),
    microsCells(batch.createdTime),
    nanosCells(batch.createdTime),
    ...batch.features.map((column, i) => columnCells(column, place(view.features[i].name))),
  ];
}

/** The hot loop: rows `from` to `to`, `many` a statement, bound from one array. */
function bindRows(upsert: Statement<SqlValue[]>, cells: readonly Cell[], from: number, to: number, many: number): void {
  const values: SqlValue[] = new Array<SqlValue>(cells.length * many).fill(null);
  for (let row = from; row < to; row += many) {
    let at = 0;
    for (let i = row; i < row + many; i++) {
      for (let c = 0; c < cells.length; c++) values[at++] = cells[c](i);
    }
    upsert.run(...values);
  }
}

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Column } from '../../columns/column';
import { sliceColumn } from '../../columns/columns';
import { writeColumns } from '../file/write-columns';
import type { StagedRows } from '../sql/warehouse';

/** Rows of a file: Spark reads files side by side, and here one at a time is held as it is written. */
const ROWS = 250_000;

/** The rows as Parquet files in this folder, instants as their ticks. No rows are one file with the columns. */
export async function stageRows(folder: string, { length, columns }: StagedRows): Promise<void> {
  mkdirSync(folder);
  for (let from = 0; from === 0 || from < length; from += ROWS) {
    const part = columns.map(({ name, column }) => [name, sliceColumn(ticks(column), from, from + ROWS)] as const);
    await writeColumns(join(folder, `${String(from)}.parquet`), new Map(part));
  }
}

function ticks(column: Column): Column {
  return column.type === 'timestamp' ? { type: 'int64', values: column.values, valid: column.valid } : column;
}

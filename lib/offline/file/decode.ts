import { openAsBlob } from 'node:fs';
import { tableFromIPC } from 'apache-arrow';
import type { Table } from 'apache-arrow';
import { ParquetFile } from 'parquet-wasm';
import { columnFromArrow } from '../../arrow';
import type { Column, Times } from '../../column';
import { timesOf } from '../../times';
import type { ViewColumn } from '../offline-store';
import type { GroupRef, TimeColumns } from './tasks';

/** Opens a Parquet file for reading row groups; only what is asked for is read from the disk. */
export async function openParquet(path: string): Promise<ParquetFile> {
  return ParquetFile.fromFile(await openAsBlob(path));
}

/** The named columns of one row group. */
export async function readGroup(file: ParquetFile, group: GroupRef, columns: readonly string[]): Promise<Table> {
  const table = await file.read({
    rowGroups: [group.rowGroup],
    columns: [...new Set(columns)],
    batchSize: Math.max(group.rows, 1),
  });
  return tableFromIPC(table.intoIPCStream());
}

/** The columns that keys and times are read from. */
export function keyAndTimeColumns(keys: readonly ViewColumn[], times: TimeColumns): string[] {
  return [...keys.map((key) => key.column), times.event, ...(times.created === undefined ? [] : [times.created])];
}

export function viewColumns(table: Table, columns: readonly ViewColumn[]): Column[] {
  return columns.map(({ column, type }) => {
    const vector = table.getChild(column);
    if (!vector) throw new Error(`it has no column ${column} any more`);
    return columnFromArrow(vector, type);
  });
}

/** The columns that times are read from, as they lie in the file. */
export function timestampColumns(table: Table, times: TimeColumns): { event: Column; created: Column | undefined } {
  const read = (column: string): Column => viewColumns(table, [{ name: column, column, type: 'timestamp' }])[0];
  return { event: read(times.event), created: times.created === undefined ? undefined : read(times.created) };
}

export function timeColumns(table: Table, times: TimeColumns): { event: Times; created: Times | undefined } {
  const { event, created } = timestampColumns(table, times);
  return { event: timesOf(event), created: created && timesOf(created) };
}

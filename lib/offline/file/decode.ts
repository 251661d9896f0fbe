import type { Table } from 'apache-arrow';
import { columnFromArrow } from '../../columns/arrow';
import type { Column, Times } from '../../columns/column';
import { timesOf } from '../../columns/times';
import type { ViewColumn } from '../offline-store';
import type { TimeColumns } from './tasks';

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

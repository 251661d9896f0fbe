import type { Table } from 'apache-arrow';
import type { Column, Times } from '../../columns/column';
import { copyRows, emptyColumn } from '../../columns/columns';
import { createKeyIndex, keyCodes, keyKinds } from '../../join/key-index';
import type { SourceRows } from '../offline-store';
import { columnNames, keyAndTimeColumns } from './column-names';
import { timeColumns, viewColumns } from './decode';
import { eachGroup } from './each-group';
import type { FetchColumn, KeyRowsTask } from './tasks';

interface Part {
  readonly columns: Column[];
  readonly event: Times;
  readonly created: Times | undefined;
}

/** Every row of one key, in source order. */
export async function keyRows(task: KeyRowsTask): Promise<SourceRows> {
  const columns = [...task.keys, ...task.features];
  const index = createKeyIndex(keyKinds(task.key));
  keyCodes(index, task.key, 1, true);
  const parts: Part[] = [];
  await eachGroup(task.groups, [...columnNames(columns), ...keyAndTimeColumns([], task.times)], (table) => {
    const codes = keyCodes(index, viewColumns(table, task.keys), table.numRows, false);
    const rows = Int32Array.from(codes.keys()).filter((row) => codes[row] === 0);
    if (rows.length > 0) parts.push(partOf(table, columns, task, rows));
  });
  return joined(parts, columns, task);
}

function partOf(table: Table, columns: readonly FetchColumn[], task: KeyRowsTask, rows: Int32Array): Part {
  const { event, created } = timeColumns(table, task.times);
  return {
    columns: viewColumns(table, columns).map((column, c) => taken(column, columns[c], rows)),
    event: timesAt(event, rows),
    created: created && timesAt(created, rows),
  };
}

function taken(column: Column, { type, unit }: FetchColumn, rows: Int32Array): Column {
  const out = emptyColumn(type, rows.length, unit);
  copyRows(column, rows, out, 0);
  return out;
}

function timesAt(times: Times, rows: Int32Array): Times {
  return {
    us: Float64Array.from(rows, (row) => times.us[row]),
    ns: Int32Array.from(rows, (row) => times.ns?.[row] ?? 0),
  };
}

function joined(parts: readonly Part[], columns: readonly FetchColumn[], task: KeyRowsTask): SourceRows {
  const length = parts.reduce((sum, part) => sum + part.event.us.length, 0);
  const out = columns.map(({ type, unit }) => emptyColumn(type, length, unit));
  let at = 0;
  for (const part of parts) {
    const rows = Int32Array.from(part.event.us.keys());
    part.columns.forEach((column, c) => {
      copyRows(column, rows, out[c], at);
    });
    at += rows.length;
  }
  const eventTime = joinedTimes(parts.map((part) => part.event));
  const createdTime =
    task.times.created === undefined ? undefined : joinedTimes(parts.flatMap((part) => part.created ?? []));
  return {
    length,
    keys: out.slice(0, task.keys.length),
    features: out.slice(task.keys.length),
    eventTime,
    createdTime,
  };
}

function joinedTimes(parts: readonly Times[]): Times {
  return {
    us: Float64Array.from(parts.flatMap((part) => [...part.us])),
    ns: Int32Array.from(parts.flatMap((part) => [...(part.ns ?? [])])),
  };
}

import type { Column } from '../../columns/column';
import { copyRows, emptyColumn } from '../../columns/columns';
import { columnNames } from './column-names';
import { viewColumns } from './decode';
import { eachGroup } from './each-group';
import type { FetchColumn, FetchTask } from './tasks';

/** The asked rows of each group, one group after the other. */
export async function fetchRows(task: FetchTask): Promise<Column[]> {
  const total = task.rows.reduce((sum, rows) => sum + rows.length, 0);
  const out = emptyColumns(task.columns, total);
  let at = 0;
  await eachGroup(task.groups, columnNames(task.columns), (table, _group, i) => {
    viewColumns(table, task.columns).forEach((column, c) => {
      copyRows(column, task.rows[i], out[c], at);
    });
    at += task.rows[i].length;
  });
  return out;
}

export function emptyColumns(columns: readonly FetchColumn[], length: number): Column[] {
  return columns.map(({ type, unit }) => emptyColumn(type, length, unit));
}

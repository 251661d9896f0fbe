import type { Table } from 'apache-arrow';
import type { Column, Times } from '../../column';
import { sliceColumn } from '../../columns';
import { createCandidates, placeRows } from '../../join/as-of';
import type { Candidates } from '../../join/as-of';
import type { EntityOrder } from '../../join/entity-order';
import { keyCodes } from '../../join/key-index';
import { timesOf } from '../../times';
import { keyAndTimeColumns, timestampColumns, viewColumns } from './decode';
import { eachGroup } from './each-group';
import type { GroupRef, PlaceTask } from './tasks';

/** The best row of the task's groups for each slot of the entity order. */
export async function place(task: PlaceTask): Promise<Candidates> {
  const order: EntityOrder = { ...task.order, rows: new Int32Array(0) };
  const best = createCandidates(order.us.length);
  const columns = keyAndTimeColumns(task.keys, task.times);
  await eachGroup(task.groups, columns, (table, group) => {
    placeGroup(best, order, table, group, task);
  });
  return best;
}

/** Rows in one go: few enough for one key's times to stay in the cache, often enough for the loops to stay compiled. */
const BATCH = 65_536;

function placeGroup(best: Candidates, order: EntityOrder, table: Table, group: GroupRef, task: PlaceTask): void {
  const keys = viewColumns(table, task.keys);
  const { event, created } = timestampColumns(table, task.times);
  for (let from = 0; from < group.rows; from += BATCH) {
    const to = Math.min(from + BATCH, group.rows);
    const times = (column: Column): Times => timesOf(sliceColumn(column, from, to));
    const own = keys.map((key) => sliceColumn(key, from, to));
    const codes = keyCodes(order.index, own, to - from, false);
    const rows = { first: group.first + from, codes, event: times(event), created: created && times(created) };
    placeRows(best, order, rows, task.options);
  }
}

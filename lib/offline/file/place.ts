import type { Table } from 'apache-arrow';
import type { Column, Times } from '../../columns/column';
import { sliceColumn } from '../../columns/columns';
import { createCandidates, createRoom, placeRows } from '../../join/as-of';
import type { Candidates, Room } from '../../join/as-of';
import type { EntityOrder } from '../../join/entity-order';
import { keyCodes } from '../../join/key-index';
import { timesOf } from '../../columns/times';
import { keyAndTimeColumns } from './column-names';
import { timestampColumns, viewColumns } from './decode';
import { eachGroup } from './each-group';
import type { GroupRef, PlaceTask } from './tasks';

/** The best row of the task's groups for each slot of the entity order. */
export async function place(task: PlaceTask): Promise<Candidates> {
  const order: EntityOrder = { ...task.order, rows: new Int32Array(0) };
  const best = createCandidates(order.us.length);
  const columns = keyAndTimeColumns(task.keys, task.times);
  const room = createBatchRoom();
  await eachGroup(task.groups, columns, (table, group) => {
    placeGroup(best, order, table, group, task, room);
  });
  return best;
}

/** Rows in one go: few enough for one key's times to stay in the cache, often enough for the loops to stay compiled. */
const BATCH = 65_536;

interface BatchRoom extends Room {
  readonly codes: Int32Array;
  readonly event: Float64Array;
  readonly created: Float64Array;
}

function createBatchRoom(): BatchRoom {
  const times = (): Float64Array => new Float64Array(BATCH);
  return { ...createRoom(BATCH), codes: new Int32Array(BATCH), event: times(), created: times() };
}

function placeGroup(
  best: Candidates,
  order: EntityOrder,
  table: Table,
  group: GroupRef,
  task: PlaceTask,
  room: BatchRoom,
): void {
  const keys = viewColumns(table, task.keys);
  const { event, created } = timestampColumns(table, task.times);
  for (let from = 0; from < group.rows; from += BATCH) {
    const to = Math.min(from + BATCH, group.rows);
    const times = (column: Column, into: Float64Array): Times => timesOf(sliceColumn(column, from, to), into);
    const rows = {
      first: group.first + from,
      codes: keyCodes(order.index, slice(keys, from, to), to - from, false, room.codes),
      event: times(event, room.event),
      created: created && times(created, room.created),
    };
    placeRows(best, order, rows, task.options, room);
  }
}

function slice(columns: readonly Column[], from: number, to: number): Column[] {
  return columns.map((column) => sliceColumn(column, from, to));
}

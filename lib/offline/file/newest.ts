import type { Table } from 'apache-arrow';
import type { Column, Times } from '../../columns/column';
import { copyRows, emptyColumn } from '../../columns/columns';
import type { HistoryRows } from '../../join/as-of';
import { createKeyIndex, keyCodes, keyKinds } from '../../join/key-index';
import type { KeyIndex } from '../../join/key-index';
import { keyOrder } from '../../join/key-order';
import { createNewest, keepNewest } from '../../join/newest';
import type { Newest } from '../../join/newest';
import type { NewestRows } from '../offline-store';
import { columnNames, keyAndTimeColumns } from './column-names';
import { timeColumns, viewColumns } from './decode';
import { eachGroup } from './each-group';
import { emptyColumns } from './fetch';
import { rowsByGroup } from './rows-by-group';
import type { FetchColumn, GroupRef, NewestTask } from './tasks';
import { inWindow } from './window';

/** Two passes: keys and times decide who wins, then keys and features are fetched for the winners alone. */
export async function newest(task: NewestTask): Promise<NewestRows> {
  const best = createNewest();
  const counts = { read: 0, skipped: 0 };
  const index = createKeyIndex(keyKinds(emptyColumns(task.keys, 0)));
  await eachGroup(task.groups, keyAndTimeColumns(task.keys, task.times), (table, group) => {
    keepNewest(best, rowsInWindow(task, index, table, group, counts), index.size);
  });
  const size = counts.read === counts.skipped ? 0 : index.size;
  return { ...counts, ...(await winningRows(task, best, size)) };
}

function rowsInWindow(
  task: NewestTask,
  index: KeyIndex,
  table: Table,
  group: GroupRef,
  counts: { read: number; skipped: number },
): HistoryRows {
  const { event, created } = timeColumns(table, task.times);
  const keys = viewColumns(table, task.keys);
  const inside = new Uint8Array(table.numRows);
  for (let row = 0; row < inside.length; row++) inside[row] = Number(inWindow(task.window, event, created, row));
  const masked = keys.map((key) => ({ ...key, valid: both(key.valid, inside) }));
  const codes = keyCodes(index, masked, table.numRows, true);
  for (let row = 0; row < inside.length; row++) {
    if (inside[row] === 0) codes[row] = -1;
    else {
      counts.read++;
      if (codes[row] < 0) counts.skipped++;
    }
  }
  return { first: group.first, codes, event, created };
}

/** A row outside the window must not make a key, so its key counts as null. */
function both(valid: Uint8Array | undefined, inside: Uint8Array): Uint8Array {
  return valid === undefined ? inside : inside.map((is, row) => is & valid[row]);
}

async function winningRows(
  task: NewestTask,
  best: Newest,
  size: number,
): Promise<Omit<NewestRows, 'read' | 'skipped'>> {
  const columns = [...task.keys, ...task.features];
  const fetched = await fetchPositions(task.groups, columns, best.position.subarray(0, size));
  const order = keyOrder(fetched.slice(0, task.keys.length), size);
  // One after the other: the column as it was is no longer held when the next one is copied.
  fetched.forEach((column, i) => (fetched[i] = inOrder(column, order, columns[i])));
  return {
    length: size,
    keys: fetched.slice(0, task.keys.length),
    features: fetched.slice(task.keys.length),
    eventTime: timesInOrder(best.us, best.ns, order),
    createdTime: task.times.created === undefined ? undefined : timesInOrder(best.createdUs, best.createdNs, order),
  };
}

/** The rows at these positions, in their order. */
async function fetchPositions(
  groups: readonly GroupRef[],
  columns: readonly FetchColumn[],
  positions: Float64Array,
): Promise<Column[]> {
  const out = emptyColumns(columns, positions.length);
  const shares = rowsByGroup(groups, positions);
  const wanted = shares.map((share) => share.group);
  await eachGroup(wanted, columnNames(columns), (table, _group, i) => {
    viewColumns(table, columns).forEach((column, c) => {
      copyRows(column, shares[i].rows, out[c], shares[i].targets);
    });
  });
  return out;
}

function inOrder(column: Column, order: Int32Array, { type, unit }: FetchColumn): Column {
  const out = emptyColumn(type, order.length, unit);
  copyRows(column, order, out, 0);
  return out;
}

function timesInOrder(us: Float64Array, ns: Int32Array, order: Int32Array): Times {
  const out = new Float64Array(order.length);
  for (let i = 0; i < out.length; i++) out[i] = us[order[i]];
  return ns.some((nanos) => nanos !== 0) ? { us: out, ns: order.map((row) => ns[row]) } : { us: out };
}

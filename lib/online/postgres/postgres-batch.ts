import type { OnlineBatch, OnlineView } from '../online-store';
import { tupleText } from '../key-value/row-key';
import { textCells } from '../key-value/value-text';
import { inRounds } from '../rounds';
import { compareRows } from '../../join/rule';
import { columnElements, timeElements } from './postgres-values';
import type { Element } from './postgres-values';

/** In the order of the upsert's parameters. */
export function batchElements(view: OnlineView, batch: OnlineBatch): Element[] {
  const place = (name: string): string => `view ${view.name}, column ${name}`;
  const [event, created] = [timeElements(batch.eventTime), timeElements(batch.createdTime)];
  return [
    ...(view.keys.length === 0
      ? [() => '0']
      : batch.keys.map((key, i) => columnElements(key, place(view.keys[i].name)))),
    event.us,
    event.ns,
    created.us,
    created.ns,
    ...batch.features.map((column, i) => columnElements(column, place(view.features[i].name))),
  ];
}

/** In rounds (see `inRounds`), each in the order of its keys: two writers lock the same rows in the same order. */
export function sortedRounds(view: OnlineView, batch: OnlineBatch): number[][] {
  const cells = batch.keys.map((column, i) => textCells(column, view.keys[i].name));
  const keys = Array.from({ length: batch.length }, (_, row) => tupleText(cells.map((cell) => cell(row) ?? '')));
  const rounds = inRounds(keys, (a, b) => isNewer(batch, a, b));
  return rounds.map((rows) => rows.sort((a, b) => (keys[a] < keys[b] ? -1 : 1)));
}

function isNewer({ eventTime, createdTime }: OnlineBatch, a: number, b: number): boolean {
  const created = (row: number): number => createdTime?.us[row] ?? NaN;
  const createdNs = (row: number): number => createdTime?.ns?.[row] ?? 0;
  const [us, ns] = [eventTime.us, eventTime.ns];
  return compareRows(us[a], ns?.[a] ?? 0, created(a), createdNs(a), us[b], ns?.[b] ?? 0, created(b), createdNs(b)) > 0;
}

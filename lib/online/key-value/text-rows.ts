import type { OnlineBatch, OnlineView } from '../online-store';
import type { TextRow } from './row-database';
import { tupleText } from './row-key';
import { textCells } from './value-text';
import { versionText } from './version';

/** The batch as texts. */
export function textRows(view: OnlineView, batch: OnlineBatch, generation: string): TextRow[] {
  const place = (name: string) => `view ${view.name}, column ${name}`;
  const keys = batch.keys.map((column, i) => textCells(column, place(view.keys[i].name)));
  const features = batch.features.map((column, i) => textCells(column, place(view.features[i].name)));
  return Array.from({ length: batch.length }, (_, row) => ({
    key: tupleText(keys.map((cell) => cell(row) ?? '')),
    version: versionText(generation, batch.eventTime, batch.createdTime, row),
    values: features.map((cell) => cell(row)),
  }));
}

import type { ViewColumn } from '../offline-store';
import type { TimeColumns } from './tasks';

/** The columns that keys and times are read from. */
export function keyAndTimeColumns(keys: readonly ViewColumn[], times: TimeColumns): string[] {
  return [...columnNames(keys), times.event, ...(times.created === undefined ? [] : [times.created])];
}

export function columnNames(columns: readonly ViewColumn[]): string[] {
  return columns.map(({ column }) => column);
}

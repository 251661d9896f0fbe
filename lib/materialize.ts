import type { Times } from './columns/column';
import { sliceColumn } from './columns/columns';
import { InputError } from './errors';
import type { NewestRows, OfflineStore, Window } from './offline/offline-store';
import { sourceRequest } from './offline/source-request';
import type { OnlineBatch, OnlineStore } from './online/online-store';
import type { PinnedView } from './pinned-view';
import { compareInstants, formatInstant } from './time/time';
import type { Instant } from './time/time';

/** What was done for one view. */
export interface MaterializeResult {
  readonly view: string;
  /** Source rows in the window. */
  readonly read: number;
  /** Keys whose row the online store accepted: new, newer or corrected. */
  readonly written: number;
  /** Source rows with a null in their key. */
  readonly skipped: number;
  /** ISO 8601; null where it began with the data. */
  readonly start: string | null;
  readonly end: string;
}

export interface MaterializeProgress {
  readonly view: string;
  /** Keys written so far, of `total`. */
  readonly done: number;
  readonly total: number;
}

export type OnProgress = (progress: MaterializeProgress) => void;

/** The parts that materializing stands on. */
export interface MaterializeParts {
  readonly offline: OfflineStore;
  readonly online: OnlineStore;
  readonly onProgress?: OnProgress | undefined;
  /** Rows in one transaction; 100,000 where absent. */
  readonly batchRows?: number | undefined;
}

/** Enough to make a transaction's cost small, few enough to keep the journal small. */
const BATCH_ROWS = 100_000;

/** The newest row of each key in the window, written where it is newer than what is there. */
export async function materializeView(
  parts: MaterializeParts,
  { view, target, generation }: PinnedView,
  window: Window,
): Promise<MaterializeResult> {
  const batchRows = checkBatchRows(parts.batchRows ?? BATCH_ROWS);
  const rows = await parts.offline.newestPerKey({ ...sourceRequest(view), window });
  let written = 0;
  for (let from = 0; from < rows.length; from += batchRows) {
    const to = Math.min(from + batchRows, rows.length);
    written += await parts.online.write(target, batchOf(rows, from, to), generation);
    parts.onProgress?.({ view: view.name, done: to, total: rows.length });
  }
  return {
    view: view.name,
    read: rows.read,
    written,
    skipped: rows.skipped,
    start: window.from === undefined ? null : formatInstant(window.from),
    end: formatInstant(window.to),
  };
}

function checkBatchRows(rows: number): number {
  if (Number.isSafeInteger(rows) && rows > 0) return rows;
  throw new InputError('INPUT_INVALID', `batchRows is ${String(rows)}`, 'give a whole number of rows, 1 or more');
}

/** @throws InputError where the window ends in the future of `now` or before it starts */
export function checkWindow(from: Instant | undefined, to: Instant, now: Instant): void {
  if (compareInstants(to, now) > 0) {
    throw new InputError(
      'WINDOW_INVALID',
      `end ${formatInstant(to)} is in the future: the store's clock says ${formatInstant(now)}`,
      'materialize up to now at the latest; what is to come is not known yet',
    );
  }
  if (from !== undefined && compareInstants(from, to) > 0) {
    throw new InputError(
      'WINDOW_INVALID',
      `start ${formatInstant(from)} is after end ${formatInstant(to)}`,
      'give the earlier time first',
    );
  }
}

/**
 * What an increment takes: from where the last one stopped (`mark`), and rows that were written since.
 * @throws InputError where it would end before the last one did
 */
export function incrementWindow(view: string, mark: Instant | undefined, to: Instant): Window {
  if (mark !== undefined && compareInstants(to, mark) < 0) {
    throw new InputError(
      'WINDOW_INVALID',
      `end ${formatInstant(to)} is before the last end of ${view}, ${formatInstant(mark)}`,
      `give ${formatInstant(mark)} or later, or fill an older window with materialize START END`,
    );
  }
  return { from: mark, to, orCreatedFrom: mark };
}

/** Rows `from` to `to` − 1, without copying. */
function batchOf(rows: NewestRows, from: number, to: number): OnlineBatch {
  return {
    length: to - from,
    keys: rows.keys.map((column) => sliceColumn(column, from, to)),
    features: rows.features.map((column) => sliceColumn(column, from, to)),
    eventTime: sliceTimes(rows.eventTime, from, to),
    createdTime: rows.createdTime && sliceTimes(rows.createdTime, from, to),
  };
}

function sliceTimes({ us, ns }: Times, from: number, to: number): Times {
  return { us: us.subarray(from, to), ns: ns?.subarray(from, to) };
}

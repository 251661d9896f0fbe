import type { Column, Times } from '../columns/column';
import { isNull } from '../columns/column';
import { copyRows, emptyColumn } from '../columns/columns';
import type { FeatureView } from '../definitions/feature-view';
import { derivedFeatures } from '../offline/derived';
import { sourceRequest } from '../offline/source-request';
import type { OnlineBatch } from '../online/online-store';
import { timesOf } from '../columns/times';
import { eventTimes } from './event-times';
import type { PushedRows } from './pushed-rows';

/**
 * Pushed rows as the online store takes those of `view`: as a materialize would have read them from the source. Rows
 * with a null in their key are left out.
 * @throws InputError for a missing column, a value of another type, a row without event time
 */
export function pushedBatch(rows: PushedRows, view: FeatureView): OnlineBatch {
  const request = sourceRequest(view);
  const { timestampField, createdTimestampColumn } = request.source;
  const owner = `view ${view.name}`;
  const keys = request.keys.map(({ column, type }) => rows.column(column, type, owner));
  const features = request.features.map(({ column, type }) => rows.column(column, type, owner));
  const event = eventTimes(rows, timestampField, owner);
  const hasCreated = createdTimestampColumn !== undefined && rows.has(createdTimestampColumn);
  const created = hasCreated ? timesOf(rows.column(createdTimestampColumn, 'timestamp', owner)) : undefined;
  const kept = Int32Array.from({ length: rows.length }, (_, row) => row).filter(
    (row) => !keys.some((key) => isNull(key, row)),
  );
  const [keptKeys, keptFeatures] = [keys, features].map((columns) => columns.map((column) => pick(column, kept)));
  const computed = { keys: keptKeys, columns: keptFeatures, length: kept.length };
  return {
    length: kept.length,
    keys: keptKeys,
    features: derivedFeatures(request, computed),
    eventTime: pickTimes(event, kept),
    createdTime: created && pickTimes(created, kept),
  };
}

function pick(column: Column, rows: Int32Array): Column {
  const picked = emptyColumn(column.type, rows.length, column.type === 'timestamp' ? column.unit : undefined);
  copyRows(column, rows, picked, 0);
  return picked;
}

function pickTimes({ us, ns }: Times, rows: Int32Array): Times {
  return {
    us: Float64Array.from(rows, (row) => us[row]),
    ns: ns && Int32Array.from(rows, (row) => ns[row]),
  };
}

import type { Column } from '../columns/column';
import { emptyColumn } from '../columns/columns';
import type { FeatureView } from '../definitions/feature-view';
import type { DataSource } from '../definitions/data-source';
import { InputError, SourceError } from '../errors';
import { suggest } from '../nearest';
import type { SourcePart } from '../offline/offline-store';
import { sourceRequest } from '../offline/source-request';
import { fits } from '../types';
import type { ValueType } from '../types';
import { eventTimes } from './event-times';
import type { PushedRows } from './pushed-rows';

/**
 * Pushed rows as rows of `source`: its columns, null where the rows have none. Each has the type that the views declare
 * for it, so that history keeps what is served; the source's own where they declare several, or none.
 * @param parts the source's, undefined where it is not there yet: then its columns are those that the views declare
 * @param views all that read it
 * @throws InputError for a column that the source does not have, a value of another type, or a row without event time
 */
export function appendedColumns(
  rows: PushedRows,
  source: DataSource,
  parts: readonly SourcePart[] | undefined,
  views: readonly FeatureView[],
): ReadonlyMap<string, Column> {
  const types = parts ? typesOf(source, parts, views) : declared(source, views);
  const unknown = rows.names.find((name) => !types.has(name));
  if (unknown !== undefined) {
    throw new InputError(
      'INPUT_INVALID',
      `the pushed rows have a column ${unknown}, which source ${source.name} does not have`,
      suggest(unknown, [...types.keys()]),
    );
  }
  const owner = `source ${source.name}`;
  eventTimes(rows, source.timestampField, owner);
  return new Map(
    [...types].map(([name, type]) => {
      if (!rows.has(name)) return [name, emptyColumn(type, rows.length)];
      const column = rows.column(name, type, owner);
      if (parts?.some(({ columns }) => columns.get(name)?.unit === 'ns')) demandNanoseconds(name, column, owner);
      return [name, column];
    }),
  );
}

const MOST_NS = 2n ** 63n - 1n;

/** Of a source in nanoseconds: with a time that these do not hold it could not be read any more. */
function demandNanoseconds(name: string, column: Column, owner: string): void {
  if (column.type !== 'timestamp' || column.unit === 'ns') return;
  const most = MOST_NS / (column.unit === 'us' ? 1000n : 1_000_000n);
  const row = column.values.findIndex((time, i) => column.valid?.[i] !== 0 && (time > most || time < -most));
  if (row === -1) return;
  throw new InputError(
    'INPUT_INVALID',
    `pushed row ${String(row + 1)}: ${name} is before 1677 or after 2262, which the nanoseconds of ${owner} do not hold`,
    `push a time from 1677 to 2262, write ${name} of the source in microseconds, or push with to: 'online'`,
  );
}

/** The last part's columns: rows are added behind it. */
function typesOf(
  source: DataSource,
  parts: readonly SourcePart[],
  views: readonly FeatureView[],
): Map<string, ValueType> {
  const part = parts.at(-1);
  const wanted = (name: string, type: ValueType): ValueType => {
    const [one = type, ...more] = new Set(views.flatMap((view) => declared(source, [view]).get(name) ?? []));
    return more.length === 0 && fits(type, one) ? one : type;
  };
  return new Map(
    [...(part?.columns ?? [])].map(([name, { type, described }]) => {
      if (type !== undefined) return [name, wanted(name, type)];
      throw new SourceError(
        'SOURCE_SCHEMA',
        `source ${source.name}: column ${name} of ${part?.place ?? ''} is ${described}, which no pushed row can have`,
        "take the column out of the files, or push with to: 'online'",
      );
    }),
  );
}

function declared(source: DataSource, views: readonly FeatureView[]): Map<string, ValueType> {
  const types = new Map<string, ValueType>();
  for (const view of views) {
    const { keys, features } = sourceRequest(view);
    for (const { column, type } of [...keys, ...features]) types.set(column, type);
  }
  types.set(source.timestampField, 'timestamp');
  if (source.createdTimestampColumn !== undefined) types.set(source.createdTimestampColumn, 'timestamp');
  return types;
}

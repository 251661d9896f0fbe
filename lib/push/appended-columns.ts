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
    [...types].map(([name, type]) => [
      name,
      rows.has(name) ? rows.column(name, type, owner) : emptyColumn(type, rows.length),
    ]),
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

import { SourceError } from '../errors';
import { nearest } from '../nearest';
import { fits, KEY_TYPES, VALUE_TYPES } from '../types';
import type { ValueType } from '../types';
import type { SourceColumn, SourcePart, SourceRequest, ViewColumn } from './offline-store';

/**
 * Does every part of the source hold what the view declares?
 * @throws SourceError SOURCE_SCHEMA naming view, part, column and, where there is one, the near name
 */
export function checkColumns(request: SourceRequest, parts: readonly SourcePart[]): void {
  for (const part of parts) {
    checkTime(request, part, request.source.timestampField);
    if (request.source.createdTimestampColumn !== undefined)
      checkTime(request, part, request.source.createdTimestampColumn);
    const { source } = request;
    if ('datePartitionColumn' in source && source.datePartitionColumn !== undefined)
      columnOf(request, part, source.datePartitionColumn);
    for (const wanted of request.keys) checkColumn(request, part, wanted, KEY_TYPES);
    for (const wanted of request.features) checkColumn(request, part, wanted, VALUE_TYPES);
  }
}

/** @param types that the view could declare instead */
function checkColumn(request: SourceRequest, part: SourcePart, wanted: ViewColumn, types: readonly ValueType[]): void {
  const found = columnOf(request, part, wanted.column);
  if (found.type !== undefined && fits(found.type, wanted.type)) return;
  throw new SourceError(
    'SOURCE_SCHEMA',
    `view ${request.view}: column ${wanted.column} of ${part.place} is ${found.described}, declared ${wanted.type}`,
    found.type === undefined || !types.includes(found.type)
      ? `write the column as ${wanted.type}${types === KEY_TYPES ? '' : ', or leave it out of the view'}`
      : `declare ${wanted.name}: '${found.type}', or write the column as ${wanted.type}`,
  );
}

function checkTime(request: SourceRequest, part: SourcePart, column: string): void {
  checkUnmapped(request, part, column);
  const found = columnOf(request, part, column);
  if (found.type === 'timestamp') return;
  throw new SourceError(
    'SOURCE_SCHEMA',
    `view ${request.view}: time column ${column} of ${part.place} is ${found.described}, not a timestamp`,
    `name a timestamp column in source ${request.source.name}, or write ${column} as a timestamp`,
  );
}

/** A view's names are those after fieldMapping; a source's times are named before it. */
function checkUnmapped({ view, source }: SourceRequest, part: SourcePart, column: string): void {
  const [own] = Object.entries(source.fieldMapping).find(([, name]) => name === column) ?? [];
  if (part.columns.has(column) || own === undefined || !part.columns.has(own)) return;
  const field = column === source.timestampField ? 'timestampField' : 'createdTimestampColumn';
  throw new SourceError(
    'SOURCE_SCHEMA',
    `view ${view}: ${part.place} has no column ${column}, which is what fieldMapping calls ${own}`,
    `${field} names the source's own column: ${field}: '${own}' in source ${source.name}`,
  );
}

function columnOf(request: SourceRequest, part: SourcePart, column: string): SourceColumn {
  const found = part.columns.get(column);
  if (found?.isTwice) throw twice(request, part, column);
  if (found) return found;
  const names = [...part.columns.keys()];
  const near = nearest(column, names);
  throw new SourceError(
    'SOURCE_SCHEMA',
    `view ${request.view}: ${part.place} has no column ${column}`,
    near === undefined
      ? `it has ${names.join(', ')}; name one of these, or map one with fieldMapping in source ${request.source.name}`
      : `did you mean ${near}? Or map a column with fieldMapping in source ${request.source.name}`,
  );
}

function twice({ view }: SourceRequest, { place }: SourcePart, column: string): SourceError {
  return new SourceError(
    'SOURCE_SCHEMA',
    `view ${view}: ${place} has two columns ${column}`,
    'write it again, each column with a name of its own',
  );
}

import type { TableSource } from '../../definitions/table-source';
import type { SourceRequest, ViewColumn } from '../offline-store';
import type { Dialect, TableColumn } from './dialect';

/**
 * The request by the names that its source has: a column is taken letter for letter, and where there is none, as the
 * database takes a name without quotes. One that is not there either way stays as it was written.
 */
export function foldedNames<R extends SourceRequest>(
  { folded }: Dialect,
  columns: ReadonlyMap<string, TableColumn>,
  source: TableSource,
  request: R,
): R & { readonly source: TableSource } {
  const there = (name: string): string => {
    const other = folded?.(name) ?? name;
    return columns.has(name) || !columns.has(other) ? name : other;
  };
  const each = (all: readonly ViewColumn[]): ViewColumn[] => all.map((of) => ({ ...of, column: there(of.column) }));
  const { timestampField, createdTimestampColumn, datePartitionColumn } = source;
  return {
    ...request,
    keys: each(request.keys),
    features: each(request.features),
    source: {
      ...source,
      timestampField: there(timestampField),
      ...(createdTimestampColumn !== undefined && { createdTimestampColumn: there(createdTimestampColumn) }),
      ...(datePartitionColumn !== undefined && { datePartitionColumn: there(datePartitionColumn) }),
    },
  };
}

/** The source with its table's name as the database takes it without quotes; undefined where that is no other one. */
export function foldedTable({ folded }: Dialect, source: TableSource): TableSource | undefined {
  const table = folded && source.table?.map(folded);
  return table?.some((part, i) => part !== source.table?.[i]) ? { ...source, table } : undefined;
}

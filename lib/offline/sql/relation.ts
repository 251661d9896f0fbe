import type { TableSource } from '../../definitions/table-source';
import type { Dialect } from './dialect';
import { raw, sql } from './sql';
import type { Sql } from './sql';

/** A source as it stands after FROM. A query ends in a line break: its last line may be a comment. */
export function relation({ table, query }: TableSource, dialect: Dialect): Sql {
  if (table) return raw((dialect.table?.(table) ?? table).map((part) => dialect.quote(part)).join('.'));
  return raw(`(\n${query ?? ''}\n)`);
}

/** A column of the source, whatever it is called. */
export function column(name: string, dialect: Dialect): Sql {
  return sql`source.${raw(dialect.quote(name))}`;
}

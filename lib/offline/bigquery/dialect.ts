import type { Dialect, TableColumn } from '../sql/dialect';
import { bound, sql } from '../sql/sql';
import type { Sql } from '../sql/sql';

/** @param dataset where a table without one is looked for */
export function bigQueryDialect(dataset: string): Dialect {
  return {
    name: 'BigQuery',
    int64: 'INT64',
    quote,
    table: (parts) => (parts.length === 1 ? [dataset, ...parts] : parts),
    unitOf: () => 'us',
    instant: inUtc,
    instantType: () => 'TIMESTAMP',
    staged: (column) => column,
    key: (column) => column,
    bound,
    output: (column, from) => (from.type === 'timestamp' ? sql`UNIX_MICROS(${inUtc(column, from)})` : column),
  };
}

function quote(name: string): string {
  return `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;
}

/** A DATETIME has no zone: it is UTC. */
function inUtc(column: Sql, { native }: TableColumn): Sql {
  return native === 'DATETIME' ? sql`TIMESTAMP(${column})` : column;
}

import type { Dialect, TableColumn } from '../sql/dialect';
import { bound, sql } from '../sql/sql';
import type { Sql } from '../sql/sql';

/**
 * Instants are compared as microseconds since 1970.
 * @param database where a table without one is looked for; the session's where absent
 */
export function sparkDialect(database: string | undefined): Dialect {
  return {
    name: 'Spark',
    int64: 'BIGINT',
    quote: (name) => `\`${name.replaceAll('`', '``')}\``,
    table: (parts) => (parts.length === 1 && database !== undefined ? [database, ...parts] : parts),
    unitOf: () => 'us',
    instant: micros,
    instantType: () => 'BIGINT',
    staged: (column) => column,
    key: (column) => column,
    bound,
    output: (column, from) => (from.type === 'timestamp' ? micros(column, from) : column),
  };
}

/** A TIMESTAMP_NTZ has no zone: it is UTC, as the session is. */
function micros(column: Sql, { native }: TableColumn): Sql {
  return native === 'TIMESTAMP_NTZ' ? sql`unix_micros(CAST(${column} AS TIMESTAMP))` : sql`unix_micros(${column})`;
}

import type { Dialect, TableColumn } from '../sql/dialect';
import { bound, raw, sql } from '../sql/sql';
import type { Sql } from '../sql/sql';

/** Instants are compared as timestamps without a zone, in UTC; strings byte by byte, which also sorts fastest. */
export const POSTGRES: Dialect = {
  name: 'Postgres',
  int64: 'BIGINT',
  quote: (name) => `"${name.replaceAll('"', '""')}"`,
  unitOf: () => 'us',
  instant: (column, from) => sql`CASE WHEN isfinite(${column}) THEN ${inUtc(column, from)} END`,
  instantType: () => 'TIMESTAMP',
  staged: (column) => column,
  key: (column, type) => (type === 'string' ? sql`${column} COLLATE "C"` : column),
  bound,
  output: (column, from) => (from.type === 'timestamp' ? micros(inUtc(column, from)) : column),
};

function inUtc(column: Sql, { native }: TableColumn): Sql {
  return native === 'TIMESTAMPTZ' ? sql`${column} AT TIME ZONE ${raw("'UTC'")}` : column;
}

/** Microseconds since 1970, exact also where EXTRACT answers a double (before Postgres 14). */
function micros(time: Sql): Sql {
  return sql`CAST(EXTRACT(EPOCH FROM date_trunc('second', ${time})) AS BIGINT) * 1000000 + CAST(EXTRACT(MICROSECONDS FROM ${time}) AS BIGINT) % 1000000`;
}

import { POSTGRES } from '../postgres/dialect';
import type { Dialect } from '../sql/dialect';
import { raw, sql } from '../sql/sql';

/**
 * As Postgres, but: no timestamp is infinite; strings compare without regard to blanks at their end, so a key is
 * compared with a sign behind it; a real is sent as a double, whose text is exact.
 */
export const REDSHIFT: Dialect = {
  ...POSTGRES,
  name: 'Redshift',
  instant: (column, { native }) => (native === 'TIMESTAMPTZ' ? sql`${column} AT TIME ZONE ${raw("'UTC'")}` : column),
  key: (column, type) => (type === 'string' ? sql`${column} || ${raw("'.'")}` : column),
  output: (column, from) =>
    from.type === 'float32' ? sql`CAST(${column} AS DOUBLE PRECISION)` : POSTGRES.output(column, from),
};

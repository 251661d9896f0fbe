import type { Dialect, TableColumn } from '../sql/dialect';
import { bound, raw, sql } from '../sql/sql';
import type { Sql } from '../sql/sql';

const UTC = raw("'UTC'");

/**
 * Instants are compared as whole ticks, in NUMBERs of 38 digits. Every value is sent as a text, so that no setting of
 * a session and no habit of the driver is in it; a FLOAT in its 17 digits, of which a plain text has fewer.
 */
export const SNOWFLAKE: Dialect = {
  name: 'Snowflake',
  int64: 'NUMBER(38,0)',
  quote: (name) => `"${name.replaceAll('"', '""')}"`,
  folded: (name) => (/^[a-z_][\w$]*$/i.test(name) ? name.toUpperCase() : name),
  unitOf: ({ unit }) => (unit === 'ns' ? 'ns' : 'us'),
  instant: (column, from, unit) => (unit === from.unit ? ticks(column, from) : sql`${ticks(column, from)} * 1000`),
  instantType: () => 'NUMBER(38,0)',
  staged: (column) => column,
  stagedText: (column) => sql`SUBSTR(${column}, 2)`,
  key: (column) => column,
  bound,
  output: (column, from) => {
    if (from.type === 'timestamp') return sql`TO_VARCHAR(${ticks(column, from)})`;
    if (from.type === 'float64') return sql`TO_VARCHAR(${column}, ${raw("'TME'")})`;
    if (from.type === 'bytes') return sql`HEX_ENCODE(${column})`;
    return from.type === 'string' ? column : sql`TO_VARCHAR(${column})`;
  },
};

/** Since 1970, of the column's own unit. */
function ticks(column: Sql, { native, unit }: TableColumn): Sql {
  const part = raw(unit === 'ns' ? 'EPOCH_NANOSECOND' : 'EPOCH_MICROSECOND');
  return sql`DATE_PART(${part}, ${native.startsWith('TIMESTAMP_NTZ') ? column : sql`CONVERT_TIMEZONE(${UTC}, ${column})`})`;
}

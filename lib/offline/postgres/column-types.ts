import type { TableColumn } from '../sql/dialect';

const TYPES: Readonly<Record<number, TableColumn>> = {
  16: { type: 'bool', described: 'boolean', native: 'BOOLEAN' },
  17: { type: 'bytes', described: 'bytea', native: 'BYTEA' },
  20: { type: 'int64', described: 'bigint', native: 'BIGINT' },
  21: { type: 'int32', described: 'smallint', native: 'SMALLINT' },
  23: { type: 'int32', described: 'integer', native: 'INTEGER' },
  25: { type: 'string', described: 'text', native: 'TEXT' },
  700: { type: 'float32', described: 'real', native: 'REAL' },
  701: { type: 'float64', described: 'double precision', native: 'DOUBLE PRECISION' },
  1043: { type: 'string', described: 'character varying', native: 'VARCHAR' },
  1114: { type: 'timestamp', described: 'timestamp without time zone', native: 'TIMESTAMP', unit: 'us' },
  1184: { type: 'timestamp', described: 'timestamp with time zone', native: 'TIMESTAMPTZ', unit: 'us' },
};

/** What no feature can have, by its name; a query can cast it. */
const OTHERS: Readonly<Record<number, string>> = {
  114: 'json',
  1042: 'character',
  1082: 'date',
  1083: 'time',
  1186: 'interval',
  1700: 'numeric',
  2950: 'uuid',
  3802: 'jsonb',
};

/** A column by the number of its type, which pg calls `dataTypeID`. */
export function postgresColumn(oid: number): TableColumn {
  return TYPES[oid] ?? { type: undefined, described: OTHERS[oid] ?? `of type ${String(oid)}`, native: '' };
}

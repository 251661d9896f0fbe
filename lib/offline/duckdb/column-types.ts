import type { TimeUnit } from '../../columns/column';
import type { ValueType } from '../../types';
import type { TableColumn } from '../sql/dialect';

/** DuckDB's types as a feature or key declares them. UBIGINT, HUGEINT, DECIMAL, DATE, lists and structs are none. */
const TYPES: Readonly<Record<string, readonly [ValueType, TimeUnit?]>> = {
  TINYINT: ['int32'],
  SMALLINT: ['int32'],
  INTEGER: ['int32'],
  UTINYINT: ['int32'],
  USMALLINT: ['int32'],
  UINTEGER: ['int64'],
  BIGINT: ['int64'],
  FLOAT: ['float32'],
  DOUBLE: ['float64'],
  VARCHAR: ['string'],
  JSON: ['string'],
  BOOLEAN: ['bool'],
  BLOB: ['bytes'],
  UUID: ['bytes'],
  TIMESTAMP_S: ['timestamp', 'us'],
  TIMESTAMP_MS: ['timestamp', 'us'],
  TIMESTAMP: ['timestamp', 'us'],
  TIMESTAMP_NS: ['timestamp', 'ns'],
  'TIMESTAMP WITH TIME ZONE': ['timestamp', 'us'],
};

/** A column of DuckDB's type of that name, as DESCRIBE shows it. */
export function duckDbColumn(type: string): TableColumn {
  if (!Object.hasOwn(TYPES, type)) return { type: undefined, described: type, native: '' };
  const [valueType, unit] = TYPES[type];
  return { type: valueType, described: type, native: type, ...(unit && { unit }) };
}

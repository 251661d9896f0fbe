import type { TableColumn } from '../sql/dialect';
import type { SnowflakeColumn } from './snowflake-client';

const TYPES: Readonly<Record<string, TableColumn>> = {
  REAL: { type: 'float64', described: 'FLOAT', native: 'FLOAT' },
  TEXT: { type: 'string', described: 'VARCHAR', native: 'VARCHAR' },
  BOOLEAN: { type: 'bool', described: 'BOOLEAN', native: 'BOOLEAN' },
  BINARY: { type: 'bytes', described: 'BINARY', native: 'BINARY' },
};

const TIMES: readonly string[] = ['TIMESTAMP_NTZ', 'TIMESTAMP_LTZ', 'TIMESTAMP_TZ'];

/**
 * A column by what the driver says of it. A NUMBER of any width is an int64: one that holds more is an error when it
 * is read. NUMBERs with a scale, dates and what is semi-structured are no features.
 */
export function snowflakeColumn(column: SnowflakeColumn): TableColumn {
  const type = column.getType().toUpperCase();
  const scale = column.getScale();
  if (type === 'FIXED') return integer(column.getPrecision(), scale);
  if (Object.hasOwn(TYPES, type)) return TYPES[type];
  if (!TIMES.includes(type)) return { type: undefined, described: type, native: '' };
  const native = `${type}(${String(scale)})`;
  return { type: 'timestamp', described: native, native, unit: scale > 6 ? 'ns' : 'us' };
}

function integer(precision: number, scale: number): TableColumn {
  const native = `NUMBER(${String(precision)},${String(scale)})`;
  if (scale !== 0) return { type: undefined, described: native, native: '' };
  return { type: precision < 10 ? 'int32' : 'int64', described: native, native };
}

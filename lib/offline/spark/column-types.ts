import type { TableColumn } from '../sql/dialect';

/** By Spark's names. DECIMAL, DATE, CHAR, arrays, maps, structs and variants are no features: cast them in a query. */
const TYPES: Readonly<Record<string, TableColumn['type']>> = {
  tinyint: 'int32',
  smallint: 'int32',
  int: 'int32',
  bigint: 'int64',
  float: 'float32',
  double: 'float64',
  string: 'string',
  boolean: 'bool',
  binary: 'bytes',
  timestamp: 'timestamp',
  timestamp_ntz: 'timestamp',
};

/** A column of that type, as DESCRIBE shows it. A string of another collation is none: it would compare by other rules. */
export function sparkColumn(described: string): TableColumn {
  const name = described.replace(/^varchar\(\d+\)$/, 'string');
  const type = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
  if (type === undefined) return { type, described, native: '' };
  return { type, described, native: name.toUpperCase(), ...(type === 'timestamp' && { unit: 'us' as const }) };
}

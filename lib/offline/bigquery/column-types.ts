import type { TableColumn } from '../sql/dialect';

const INT64: TableColumn = { type: 'int64', described: 'INT64', native: 'INT64' };
const FLOAT64: TableColumn = { type: 'float64', described: 'FLOAT64', native: 'FLOAT64' };
const BOOL: TableColumn = { type: 'bool', described: 'BOOL', native: 'BOOL' };

/** By the names of the API, which has two for some. NUMERIC, DATE, arrays and structs are no features. */
const TYPES: Readonly<Record<string, TableColumn>> = {
  INTEGER: INT64,
  INT64,
  FLOAT: FLOAT64,
  FLOAT64,
  BOOLEAN: BOOL,
  BOOL,
  STRING: { type: 'string', described: 'STRING', native: 'STRING' },
  BYTES: { type: 'bytes', described: 'BYTES', native: 'BYTES' },
  TIMESTAMP: { type: 'timestamp', described: 'TIMESTAMP', native: 'TIMESTAMP', unit: 'us' },
  DATETIME: { type: 'timestamp', described: 'DATETIME', native: 'DATETIME', unit: 'us' },
};

export function bigQueryColumn({ type, mode }: { readonly type: string; readonly mode?: string }): TableColumn {
  if (mode === 'REPEATED') return { type: undefined, described: `ARRAY<${type}>`, native: '' };
  return Object.hasOwn(TYPES, type) ? TYPES[type] : { type: undefined, described: type, native: '' };
}

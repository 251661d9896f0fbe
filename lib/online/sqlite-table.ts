import type { KeyType, ValueType } from '../types';
import type { OnlineView } from './online-store';
import { quote, tableColumns } from './table-columns';
import type { TableColumns } from './table-columns';

const KEY_SQL: Record<KeyType, string> = { int32: 'INTEGER', int64: 'INTEGER', bigint: 'INTEGER', string: 'TEXT' };

const VALUE_SQL: Record<ValueType, string> = {
  int32: 'INTEGER',
  int64: 'INTEGER',
  bigint: 'INTEGER',
  float32: 'REAL',
  float64: 'REAL',
  string: 'TEXT',
  bool: 'INTEGER',
  bytes: 'BLOB',
  timestamp: 'TEXT',
};

/** Times are microseconds since 1970, and nanoseconds beside them. A single integer key is SQLite's own row id. */
export function createTable(table: string, view: OnlineView): string {
  const columns = tableColumns(view);
  const rowId = view.keys.length === 0 || (view.keys.length === 1 && view.keys[0].type !== 'string');
  const keys = columns.keys.map((name, i) => `${name} ${KEY_SQL[view.keys[i]?.type ?? 'int32']} NOT NULL`);
  const lines = [
    ...(rowId ? [`${columns.keys[0]} INTEGER PRIMARY KEY`] : keys),
    ...columns.features.map((name, i) => `${name} ${VALUE_SQL[view.features[i].type]}`),
    `${columns.us} INTEGER NOT NULL`,
    `${columns.ns} INTEGER NOT NULL DEFAULT 0`,
    `${columns.createdUs} INTEGER`,
    `${columns.createdNs} INTEGER NOT NULL DEFAULT 0`,
    ...(rowId ? [] : [`PRIMARY KEY (${columns.keys.join(', ')})`]),
  ];
  return `CREATE TABLE ${quote(table)} (\n  ${lines.join(',\n  ')}\n)${rowId ? '' : ' WITHOUT ROWID'}`;
}

/**
 * Parameters, for each of the `rows`: keys, us, ns, created us, created ns, features. The newer row stays; of equal
 * ones the new one.
 */
export function upsertSql(table: string, columns: TableColumns, rows: number): string {
  const { us, ns, createdUs, createdNs } = columns;
  const all = [...columns.keys, us, ns, createdUs, createdNs, ...columns.features];
  const rest = all.slice(columns.keys.length);
  const values = `(${all.map(() => '?').join(', ')})`;
  const created = (row: string) => `coalesce(${row}.${createdUs}, -9e999), ${row}.${createdNs}`;
  return [
    `INSERT INTO ${quote(table)} AS stored (${all.join(', ')}) VALUES ${new Array(rows).fill(values).join(', ')}`,
    `ON CONFLICT (${columns.keys.join(', ')}) DO UPDATE SET ${rest.map((name) => `${name} = excluded.${name}`).join(', ')}`,
    `WHERE excluded.${us} > stored.${us} OR (excluded.${us} = stored.${us}`,
    `AND (excluded.${ns}, ${created('excluded')}) >= (stored.${ns}, ${created('stored')}))`,
  ].join('\n');
}

/** Columns: the features named, us, ns. Parameters: the keys. */
export function selectSql(table: string, view: OnlineView, features: readonly string[]): string {
  const columns = tableColumns(view);
  const asked = features.map((name) => columns.features[view.features.findIndex((feature) => feature.name === name)]);
  const where = columns.keys.map((name) => `${name} = ?`).join(' AND ');
  return `SELECT ${[...asked, columns.us, columns.ns].join(', ')} FROM ${quote(table)} WHERE ${where}`;
}

/** A page of keys in their order. Parameters of a page that is not the first: the last key of the one before. */
export function keysSql(table: string, columns: TableColumns, first: boolean, limit: number): string {
  const keys = columns.keys.join(', ');
  const after = first ? '' : ` WHERE (${keys}) > (${columns.keys.map(() => '?').join(', ')})`;
  return `SELECT ${keys} FROM ${quote(table)}${after} ORDER BY ${keys} LIMIT ${String(limit)}`;
}

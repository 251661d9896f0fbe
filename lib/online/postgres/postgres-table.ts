import { createHash } from 'node:crypto';

import type { KeyType, ValueType } from '../../types';
import type { OnlineView } from '../online-store';
import { quote, tableColumns } from '../table-columns';
import type { TableColumns } from '../table-columns';

const KEY_SQL: Record<KeyType, string> = { int32: 'integer', int64: 'bigint', bigint: 'bigint', string: 'text' };

const VALUE_SQL: Record<ValueType, string> = {
  int32: 'integer',
  int64: 'bigint',
  bigint: 'bigint',
  float32: 'real',
  float64: 'double precision',
  string: 'text',
  bool: 'boolean',
  bytes: 'bytea',
  timestamp: 'text',
};

/** The types' numbers in Postgres' own catalog, in which an answer names its columns' types. */
const OIDS: Record<string, number> = {
  integer: 23,
  bigint: 20,
  text: 25,
  boolean: 16,
  // Read as hex.
  real: 25,
  'double precision': 25,
  bytea: 25,
};

/** What is read as its bytes: a float as text may be rounded, by a setting of the server's (extra_float_digits). */
const HEX: Partial<Record<ValueType, (column: string) => string>> = {
  bytes: (column) => `encode(${column}, 'hex')`,
  float32: (column) => `encode(float4send(${column}), 'hex')`,
  float64: (column) => `encode(float8send(${column}), 'hex')`,
};

/** Bytes of a name. */
const LONGEST = 63;

/** Postgres cuts longer names off, so that two could become one: these end in a digest of the whole. */
export function shortName(name: string): string {
  if (Buffer.byteLength(name) <= LONGEST) return name;
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 12);
  let start = '';
  for (const letter of name) {
    if (Buffer.byteLength(start + letter) > LONGEST - 13) break;
    start += letter;
  }
  return `${start}_${digest}`;
}

export function postgresColumns(view: OnlineView): TableColumns {
  return tableColumns(view, shortName);
}

/** Times are microseconds since 1970, and nanoseconds beside them. @param table quoted, with its schema */
export function createTable(table: string, view: OnlineView): string {
  const columns = postgresColumns(view);
  const keyTypes = keySqlTypes(view);
  const lines = [
    // Compared by their bytes: no language's order, no two texts alike that are not the same.
    ...columns.keys.map((name, i) => `${name} ${keyTypes[i]}${keyTypes[i] === 'text' ? ' COLLATE "C"' : ''}`),
    ...columns.features.map((name, i) => `${name} ${VALUE_SQL[view.features[i].type]}`),
    `${columns.us} bigint NOT NULL`,
    `${columns.ns} smallint NOT NULL`,
    `${columns.createdUs} bigint`,
    `${columns.createdNs} smallint NOT NULL`,
    `PRIMARY KEY (${columns.keys.join(', ')})`,
  ];
  return `CREATE TABLE ${table} (\n  ${lines.join(',\n  ')}\n)`;
}

function keySqlTypes(view: OnlineView): string[] {
  return view.keys.length === 0 ? ['integer'] : view.keys.map(({ type }) => KEY_SQL[type]);
}

/**
 * One parameter for each column, an array: keys, us, ns, created us, created ns, features. No key may come twice. The
 * newer row stays; of equal ones the new one; null created is the smallest.
 */
export function upsertSql(table: string, view: OnlineView): string {
  const { keys, us, ns, createdUs, createdNs, features } = postgresColumns(view);
  const rest = [us, ns, createdUs, createdNs, ...features];
  const types = [...keySqlTypes(view), 'bigint', 'smallint', 'bigint', 'smallint', ...view.features.map(sqlTypeOf)];
  const version = (row: string): string =>
    `(${row}.${us}, ${row}.${ns}, ${row}.${createdUs} IS NOT NULL, coalesce(${row}.${createdUs}, 0), ${row}.${createdNs})`;
  return [
    `INSERT INTO ${table} AS stored (${[...keys, ...rest].join(', ')})`,
    `SELECT * FROM unnest(${types.map((type, i) => `$${String(i + 1)}::${type}[]`).join(', ')})`,
    `ON CONFLICT (${keys.join(', ')}) DO UPDATE SET ${rest.map((name) => `${name} = excluded.${name}`).join(', ')}`,
    `WHERE ${version('excluded')} >= ${version('stored')}`,
  ].join('\n');
}

/**
 * One parameter for each key column, an array. Columns: the key (of several columns its place in the arrays, from 1), us,
 * ns, the features named. A join is only for keys of several columns: for one it takes the planner longer than the read.
 */
export function selectSql(table: string, view: OnlineView, features: readonly string[]): string {
  const columns = postgresColumns(view);
  const asked = features.map((name) => {
    const i = view.features.findIndex((feature) => feature.name === name);
    const column = `stored.${columns.features[i]}`;
    return HEX[view.features[i].type]?.(column) ?? column;
  });
  const rest = [`stored.${columns.us}`, `stored.${columns.ns}`, ...asked].join(', ');
  const arrays = keySqlTypes(view).map((type, i) => `$${String(i + 1)}::${type}[]`);
  if (arrays.length === 1) {
    const key = `stored.${columns.keys[0]}`;
    return `SELECT ${key}, ${rest}\nFROM ${table} AS stored WHERE ${key} = ANY (${arrays[0]})`;
  }
  const names = columns.keys.map((_, i) => `k${String(i)}`);
  const same = columns.keys.map((name, i) => `stored.${name} = asked.${names[i]}`);
  return [
    `SELECT asked.place, ${rest}`,
    `FROM unnest(${arrays.join(', ')}) WITH ORDINALITY AS asked (${[...names, 'place'].join(', ')})`,
    `JOIN ${table} AS stored ON ${same.join(' AND ')}`,
  ].join('\n');
}

/** The types of what `selectSql` answers, after the three first columns. Another one: the table is not what it was. */
export function answerOids(view: OnlineView, features: readonly string[]): number[] {
  return features.map((name) => {
    const feature = view.features.find((each) => each.name === name);
    return OIDS[feature ? sqlTypeOf(feature) : 'text'];
  });
}

/** A page of keys in their order. Parameters of a page that is not the first: the last key of the one before. */
export function keysSql(table: string, view: OnlineView, first: boolean, limit: number): string {
  const { keys } = postgresColumns(view);
  const last = keySqlTypes(view).map((type, i) => `$${String(i + 1)}::${type}`);
  const after = first ? '' : ` WHERE (${keys.join(', ')}) > (${last.join(', ')})`;
  return `SELECT ${keys.join(', ')} FROM ${table}${after} ORDER BY ${keys.join(', ')} LIMIT ${String(limit)}`;
}

function sqlTypeOf({ type }: { readonly type: ValueType }): string {
  return VALUE_SQL[type];
}

export function tableIn(schema: string, name: string): string {
  return `${quote(schema)}.${quote(name)}`;
}

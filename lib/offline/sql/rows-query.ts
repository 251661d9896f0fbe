import type { Column } from '../../columns/column';
import type { Instant } from '../../time/time';
import type { KeyedRequest, NewestRequest, SourceRequest, Window } from '../offline-store';
import { kindOf } from './as-of-query';
import { tickOf } from './bounds';
import { ownUnit, within } from './conditions';
import type { AnswerColumn, Dialect, TableColumn } from './dialect';
import { newestSql } from './newest-sql';
import { column, relation } from './relation';
import { bound, joined, raw, sql, where } from './sql';
import type { Sql, SqlValue } from './sql';
import type { Opened } from './opened';
import type { Query } from './warehouse';

/** Whole rows of a source: keys, features, event time, created time where there is one. */
function wholeRows(
  dialect: Dialect,
  { columns }: Opened,
  { keys, features, source }: SourceRequest,
): { readonly outputs: readonly Sql[]; readonly columns: readonly AnswerColumn[] } {
  const times = [source.timestampField, source.createdTimestampColumn].filter((name) => name !== undefined);
  const wanted = [...keys, ...features, ...times.map((name) => ({ column: name, type: 'timestamp' as const }))];
  const found = wanted.map((each) => columns.get(each.column) as TableColumn);
  return {
    outputs: wanted.map((each, i) => dialect.output(column(each.column, dialect), found[i])),
    columns: wanted.map(({ type, column: name }, i) => ({ name, type, unit: found[i].unit, from: found[i].type })),
  };
}

/** The newest row of each key in a window; its last column says for how many rows it stands. */
export function newestQuery(dialect: Dialect, opened: Opened, request: NewestRequest): Query {
  const { source, keys } = request;
  const instant = (name: string): Sql =>
    dialect.instant(column(name, dialect), opened.columns.get(name) as TableColumn, ownUnit(dialect, opened, name));
  const rows = wholeRows(dialect, opened, request);
  const ts = instant(source.timestampField);
  const statement = newestSql({
    from: relation(opened.source, dialect),
    keys: keys.map((key) => keyColumn(dialect, key.column, key.type)),
    ts,
    created: source.createdTimestampColumn === undefined ? undefined : instant(source.createdTimestampColumn),
    outputs: rows.outputs,
    conditions: [sql`${ts} IS NOT NULL`, ...inWindow(dialect, opened, request.window)],
  });
  return { statement, columns: [...rows.columns, { type: 'int64' }] };
}

/** Every row of one key, oldest first. */
export function keyedQuery(dialect: Dialect, opened: Opened, request: KeyedRequest): Query {
  const rows = wholeRows(dialect, opened, request);
  const conditions = request.keys.map((key, k) => {
    const value = bound(keyValue(request.key[k]));
    return sql`${keyColumn(dialect, key.column, key.type)} = ${dialect.key(value, kindOf(key.type))}`;
  });
  const order = [request.source.timestampField, request.source.createdTimestampColumn]
    .filter((name) => name !== undefined)
    .map((name) => column(name, dialect));
  return {
    statement: sql`SELECT ${rows.outputs.map((output, i) => sql`${output} AS out_${raw(String(i + 1))}`)} FROM ${relation(opened.source, dialect)} AS source${where(conditions)} ORDER BY ${joined(order, ', ')}`,
    columns: rows.columns,
  };
}

function keyValue({ values }: Column): SqlValue {
  const [value] = values as unknown as readonly (string | number | bigint)[];
  return typeof value === 'string' ? { type: 'string', value } : { type: 'int64', value: BigInt(value) };
}

/** The same as `inWindow` of the file store: in time, or late and created since. */
function inWindow(dialect: Dialect, opened: Opened, { from, to, orCreatedFrom }: Window): Sql[] {
  const { timestampField: event, createdTimestampColumn: created } = opened.source;
  const tick = (name: string, instant: Instant, side: 'floor' | 'ceil'): bigint =>
    tickOf(instant, ownUnit(dialect, opened, name), side);
  const max = tick(event, to, 'floor');
  const atMost = within(dialect, opened, event, { max });
  if (from === undefined) return atMost;
  const min = tick(event, from, 'ceil');
  if (orCreatedFrom === undefined || created === undefined) {
    return within(dialect, opened, event, { min, max });
  }
  const late = within(dialect, opened, created, { min: tick(created, orCreatedFrom, 'ceil') });
  const inTime = within(dialect, withoutPartition(opened), event, { min });
  return late.length === 0 || inTime.length === 0
    ? atMost
    : [...atMost, sql`(${joined(inTime, ' AND ')} OR ${joined(late, ' AND ')})`];
}

/** Late rows may lie in any partition. */
function withoutPartition({ source, columns }: Opened): Opened {
  const { datePartitionColumn, ...whole } = source;
  return { columns, source: datePartitionColumn === undefined ? source : whole };
}

function keyColumn(dialect: Dialect, name: string, type: string): Sql {
  return dialect.key(column(name, dialect), kindOf(type));
}

import { invalid } from './invalid';
import { checkColumnName } from './name';
import { sourceFields } from './source-fields';
import type { SourceFields, SourceFieldsOptions } from './source-fields';

/** Where a table lives → the kind of its sources. */
export const TABLE_KINDS = {
  duckdb: 'duckDbSource',
  postgres: 'postgresSource',
  redshift: 'redshiftSource',
  snowflake: 'snowflakeSource',
  bigquery: 'bigQuerySource',
  spark: 'sparkSource',
} as const;

/** An engine that joins by SQL, as `offline_store.type` and `engines:` name it. */
export type SqlEngine = keyof typeof TABLE_KINDS;

/** Rows of a table, a view or a query of a database. They have no order: among full ties any one whole row wins. */
export interface TableSource extends SourceFields {
  readonly kind: (typeof TABLE_KINDS)[SqlEngine];
  /** The table's name in its parts, outermost first; absent where there is a `query`. */
  readonly table?: readonly string[];
  /** A SELECT, in the database's own words. */
  readonly query?: string;
  /** A DATE column with the UTC day of `timestampField` by which the table is partitioned: the scan is narrowed by it. */
  readonly datePartitionColumn?: string;
}

export interface TableSourceOptions extends SourceFieldsOptions {
  /** `'table'`, `'schema.table'`, or its parts in an array where a name has a dot in it. Either this or `query`. */
  readonly table?: string | readonly string[];
  /** A SELECT without a semicolon at its end. */
  readonly query?: string;
  readonly datePartitionColumn?: string;
}

/** @throws DefinitionError for a bad name, no table or query or both, no `timestampField` */
export type MakeTableSource = (options: TableSourceOptions) => TableSource;

export const duckDbSource: MakeTableSource = (options) => tableSource('duckDbSource', options);
export const postgresSource: MakeTableSource = (options) => tableSource('postgresSource', options);
export const redshiftSource: MakeTableSource = (options) => tableSource('redshiftSource', options);
export const snowflakeSource: MakeTableSource = (options) => tableSource('snowflakeSource', options);
export const bigQuerySource: MakeTableSource = (options) => tableSource('bigQuerySource', options);
export const sparkSource: MakeTableSource = (options) => tableSource('sparkSource', options);

/** The same for any kind, for what has read it somewhere. */
export function tableSource(kind: TableSource['kind'], options: TableSourceOptions): TableSource {
  const { name, ...fields } = sourceFields(options, ['table', 'query', 'datePartitionColumn']);
  const owner = `source ${name}`;
  const { table, query, datePartitionColumn } = options;
  if ((table === undefined) === (query === undefined)) {
    throw invalid(
      `${owner} has ${table === undefined ? 'no table' : 'a table and a query'}`,
      `write table: 'schema.${name}', or query: 'SELECT …', one of the two`,
    );
  }
  if (datePartitionColumn !== undefined) checkColumnName(owner, datePartitionColumn);
  return Object.freeze({
    kind,
    name,
    ...(table === undefined ? {} : { table: tableParts(owner, table) }),
    ...(query === undefined ? {} : { query: checkQuery(owner, query) }),
    ...(datePartitionColumn === undefined ? {} : { datePartitionColumn }),
    ...fields,
  });
}

/** What a list shows of it: `schema.table`, or the query. */
export function tableText({ table, query }: TableSource): string {
  return table?.join('.') ?? query ?? '';
}

/** The engine of a source's kind. */
export function engineOf(kind: TableSource['kind']): SqlEngine {
  return (Object.keys(TABLE_KINDS) as SqlEngine[]).find((engine) => TABLE_KINDS[engine] === kind) as SqlEngine;
}

function tableParts(owner: string, table: string | readonly string[]): readonly string[] {
  const parts: readonly unknown[] = typeof table === 'string' ? table.split('.') : [table].flat();
  if (parts.length > 0 && parts.every(isPart)) return Object.freeze([...parts]) as readonly string[];
  throw invalid(
    `${owner}: ${JSON.stringify(table)} is not a table's name`,
    "write 'table' or 'schema.table', or its parts in an array: ['schema', 'a.b']",
  );
}

/** Quoted, a name may hold anything but control characters. */
function isPart(part: unknown): boolean {
  return typeof part === 'string' && part.trim() !== '' && !/[\u0000-\u001f]/.test(part);
}

function checkQuery(owner: string, query: unknown): string {
  if (typeof query !== 'string' || query.trim() === '') throw invalid(`${owner}: its query is empty`, 'write a SELECT');
  if (!query.trimEnd().endsWith(';')) return query;
  throw invalid(`${owner}: its query ends in a semicolon`, 'leave it out: the query becomes part of another one');
}

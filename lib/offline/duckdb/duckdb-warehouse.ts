import type { Column } from '../../columns/column';
import { isNull } from '../../columns/column';
import { columnOf } from '../sql/column-of';
import type { DriverValue } from '../sql/column-of';
import type { TableColumn } from '../sql/dialect';
import { raw, rendered, sql } from '../sql/sql';
import type { Sql, SqlValue } from '../sql/sql';
import type { Query, StagedRows, Warehouse } from '../sql/warehouse';
import { duckDbColumn } from './column-types';
import { DUCKDB } from './dialect';
import type { DuckDbApi, DuckDbConnection, DuckDbInstance } from './duckdb-client';

/** Of a connection's own, which ends with it. */
const STAGED = 'featlab_entity_rows';

/** The other plan that DuckDB has for an ASOF JOIN of few rows groups by their values, where -0 becomes 0. */
const EXACT = 'SET SESSION asof_loop_join_threshold = 0';

/** Each statement has a connection of its own, so that its temporary table is nobody else's and goes with it. */
export function duckDbWarehouse(api: DuckDbApi, instance: DuckDbInstance, close: () => void): Warehouse {
  const connected = async <T>(body: (connection: DuckDbConnection) => Promise<T>): Promise<T> => {
    const connection = await instance.connect();
    try {
      await connection.run(EXACT);
      return await body(connection);
    } finally {
      connection.closeSync();
    }
  };
  return {
    dialect: DUCKDB,
    describe: (relation) => connected((connection) => describe(connection, relation)),
    isMissing: (error) =>
      error instanceof Error && /^Catalog Error: Table with name .* does not exist/.test(error.message),
    select: (rows, ask, each) =>
      connected(async (connection) => {
        if (rows) await stage(api, connection, rows);
        await select(api, connection, ask(raw(STAGED)), each);
      }),
    explain: (rows, ask) =>
      connected(async (connection) => {
        await connection.run(`CREATE TEMP TABLE ${STAGED} (${tableColumns(rows)})`);
        const { text, values, types } = prepared(api, sql`EXPLAIN ${ask(raw(STAGED)).statement}`);
        const answer = (await connection.runAndReadAll(text, values, types)).getRows();
        return { plan: answer.map((row) => String(row[1])).join('\n') };
      }),
    close: async () => close(),
  };
}

async function describe(connection: DuckDbConnection, relation: Sql): Promise<ReadonlyMap<string, TableColumn>> {
  const { text } = rendered(sql`DESCRIBE SELECT * FROM ${relation} AS source`, () => '');
  const answer = await connection.runAndReadAll(text);
  return new Map(answer.getRows().map(([name, type]) => [String(name), duckDbColumn(String(type))]));
}

async function select(
  api: DuckDbApi,
  connection: DuckDbConnection,
  { statement, columns }: Query,
  each: (batch: readonly Column[]) => void,
): Promise<void> {
  const { text, values, types } = prepared(api, statement);
  const result = await connection.stream(text, values, types);
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    const batch = chunk;
    each(columns.map((column, c) => columnOf(column, batch.getColumnValues(c).map(plain))));
  }
}

/** DuckDB's own object for bytes has them as a field. */
function plain(value: unknown): DriverValue {
  if (typeof value === 'object' && value !== null && 'bytes' in value) return value.bytes as Uint8Array;
  return value as DriverValue;
}

/** The statement with its values bound: each with its type, as DuckDB has no types for `?` in an expression. */
function prepared(api: DuckDbApi, statement: Sql): { text: string; values: never; types: never } {
  const { text, values } = rendered(statement, (index) => `$${String(index + 1)}`);
  const bound = values.map((value) => boundValue(api, value));
  return { text, values: bound.map(([value]) => value) as never, types: bound.map(([, type]) => type) as never };
}

function boundValue(api: DuckDbApi, value: SqlValue): readonly [unknown, unknown] {
  switch (value.type) {
    case 'int64':
      return [value.value, api.BIGINT];
    case 'string':
      return [value.value, api.VARCHAR];
    case 'date':
      return [new api.DuckDBDateValue(value.value), api.DATE];
    case 'instant':
      if (value.native === 'TIMESTAMP_NS')
        return [new api.DuckDBTimestampNanosecondsValue(value.value), api.TIMESTAMP_NS];
      if (value.native === 'TIMESTAMP WITH TIME ZONE')
        return [new api.DuckDBTimestampTZValue(value.value), api.TIMESTAMPTZ];
      return [new api.DuckDBTimestampValue(value.value), api.TIMESTAMP];
  }
}

async function stage(api: DuckDbApi, connection: DuckDbConnection, rows: StagedRows): Promise<void> {
  await connection.run(`CREATE TEMP TABLE ${STAGED} (${tableColumns(rows)})`);
  const appender = await connection.createAppender(STAGED, 'main', 'temp');
  const types = rows.columns.map(({ column }) => TYPES[kindOf(column)]).map((name) => api[name]) as never[];
  for (let from = 0; from < rows.length; from += CHUNK) {
    const to = Math.min(from + CHUNK, rows.length);
    const chunk = api.DuckDBDataChunk.create(types, to - from);
    rows.columns.forEach(({ column }, c) => {
      chunk.setColumnValues(c, valuesOf(column, from, to));
    });
    appender.appendDataChunk(chunk as never);
  }
  appender.closeSync();
}

/** DuckDB's own size of a chunk, which no chunk passes. */
const CHUNK = 2048;

const TYPES = { int32: 'INTEGER', int64: 'BIGINT', string: 'VARCHAR' } as const;

function tableColumns({ columns }: StagedRows): string {
  return columns.map(({ name, column }) => `${name} ${TYPES[kindOf(column)]}`).join(', ');
}

function kindOf({ values }: Column): keyof typeof TYPES {
  if (values instanceof Int32Array) return 'int32';
  return values instanceof BigInt64Array ? 'int64' : 'string';
}

function valuesOf(column: Column, from: number, to: number): unknown[] {
  const values = Array.from<unknown>({ length: to - from });
  for (let row = from; row < to; row++) values[row - from] = isNull(column, row) ? null : column.values[row];
  return values;
}

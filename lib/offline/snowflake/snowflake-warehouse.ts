import { randomUUID } from 'node:crypto';
import type { Column } from '../../columns/column';
import { raw, rendered, sql } from '../sql/sql';
import type { Sql } from '../sql/sql';
import type { Explained, Query, StagedRows, Warehouse } from '../sql/warehouse';
import { boundText, placeholder } from './bound-value';
import { snowflakeColumn } from './column-types';
import { SNOWFLAKE } from './dialect';
import { answered, executed } from './executed';
import { parsedColumn } from './parse-column';
import type { SnowflakeConnection, SnowflakeRow } from './snowflake-client';
import { stageRows } from './stage-rows';
import { stagedColumns } from './staged-texts';

/** Rows that are turned into columns at once. */
const BATCH = 10_000;

/** No such table, or none that this role may see. */
const MISSING = 2003;

/** All statements run in one session, side by side; each has a temporary table of its own. */
export function snowflakeWarehouse(session: () => Promise<SnowflakeConnection>, close: () => Promise<void>): Warehouse {
  return {
    dialect: SNOWFLAKE,
    describe: async (relation) => {
      const statement = prepared(sql`SELECT * FROM ${relation} AS source`);
      const answer = await answered(await session(), { ...statement, describeOnly: true });
      return new Map((answer.getColumns() ?? []).map((column) => [column.getName(), snowflakeColumn(column)]));
    },
    isMissing: (error) => error instanceof Error && 'code' in error && Number(error.code) === MISSING,
    select: async (rows, ask, each) => {
      const connection = await session();
      if (!rows) return streamed(connection, ask(raw('')), each);
      return withTable(connection, rows, async (table) => {
        await stageRows(connection, table, rows);
        await streamed(connection, ask(raw(table)), each);
      });
    },
    explain: async (rows, ask, unfiltered) => {
      const connection = await session();
      return withTable(connection, rows, async (table) => {
        const { plan, bytes } = await explained(connection, ask(raw(table)).statement);
        return { plan, bytes, bytesUnfiltered: (await explained(connection, unfiltered(raw(table)).statement)).bytes };
      });
    },
    close,
  };
}

/** The table is dropped whatever comes; where that fails, or the process is killed, it goes with the session. */
async function withTable<T>(
  connection: SnowflakeConnection,
  rows: StagedRows,
  body: (table: string) => Promise<T>,
): Promise<T> {
  const table = `FEATLAB_ENTITY_ROWS_${randomUUID().replaceAll('-', '').toUpperCase()}`;
  try {
    await executed(connection, { sqlText: `CREATE TEMPORARY TABLE ${table} (${stagedColumns(rows)})` });
    return await body(table);
  } finally {
    await executed(connection, { sqlText: `DROP TABLE IF EXISTS ${table}` }).catch(() => undefined);
  }
}

function prepared(statement: Sql): { readonly sqlText: string; readonly binds?: readonly string[] } {
  const { text, values } = rendered(statement, (_, value) => placeholder(value));
  return values.length === 0 ? { sqlText: text } : { sqlText: text, binds: values.map(boundText) };
}

/** Row by row as they come: what is held is the columns, and one batch of rows. */
async function streamed(
  connection: SnowflakeConnection,
  { statement, columns }: Query,
  each: (batch: readonly Column[]) => void,
): Promise<void> {
  let rows: SnowflakeRow[] = [];
  const flush = (): void => {
    each(columns.map((column, c) => parsedColumn(column, rows, c)));
    rows = [];
  };
  const answer = await answered(connection, { ...prepared(statement), streamResult: true });
  for await (const row of answer.streamRows()) if (rows.push(row as SnowflakeRow) === BATCH) flush();
  flush();
}

/** The plan in Snowflake's words; its first lines say how many bytes are left once partitions are skipped. */
async function explained(connection: SnowflakeConnection, statement: Sql): Promise<Explained> {
  try {
    const lines = await executed(connection, prepared(sql`EXPLAIN USING TEXT ${statement}`));
    const plan = lines.map(([line]) => String(line)).join('\n');
    const bytes = /bytesAssigned\s*=\s*(\d+)/.exec(plan)?.[1];
    return { plan, bytes: bytes === undefined ? undefined : Number(bytes) };
  } catch {
    // What has no EXPLAIN, as the stand-in of the tests, compiles the statement at least, and says what is wrong in it.
    await answered(connection, { ...prepared(statement), describeOnly: true });
    return {};
  }
}

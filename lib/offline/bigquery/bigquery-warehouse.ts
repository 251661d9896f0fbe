import { randomUUID } from 'node:crypto';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Column } from '../../columns/column';
import { columnOf } from '../sql/column-of';
import type { DriverValue } from '../sql/column-of';
import { raw, rendered, sql } from '../sql/sql';
import type { Sql, SqlValue } from '../sql/sql';
import type { Query, StagedRows, Warehouse } from '../sql/warehouse';
import type { BigQueryClient, BigQueryRow, BigQueryStatement } from './bigquery-client';
import { bigQueryColumn } from './column-types';
import { bigQueryDialect } from './dialect';
import { microsText, stagedFields, stagedLines } from './staged-json';

export interface BigQueryPlace {
  /** Where tables without a dataset are looked for, and temporary tables are made. */
  readonly dataset: string;
  readonly location?: string | undefined;
}

/** A temporary table that a kill leaves behind is gone after so long. */
const EXPIRES = 'INTERVAL 6 HOUR';

/** Rows of an answer that are fetched at once. */
const PAGE = 20_000;

export function bigQueryWarehouse(client: BigQueryClient, { dataset, location }: BigQueryPlace): Warehouse {
  const dialect = bigQueryDialect(dataset);
  const said = (statement: Sql): BigQueryStatement => ({ ...prepared(statement), ...(location && { location }) });
  const run = async (statement: Sql, each?: (rows: readonly BigQueryRow[]) => void): Promise<void> => {
    const [job] = await client.createQueryJob(said(statement));
    let page: object | null = { maxResults: PAGE, autoPaginate: false, wrapIntegers: true };
    while (page) {
      const [rows, next]: readonly [readonly BigQueryRow[], object | null, ...unknown[]] =
        await job.getQueryResults(page);
      each?.(rows);
      page = next && { ...next, wrapIntegers: true };
    }
  };
  /** The table is dropped whatever comes; after a kill it expires. */
  const withTable = async <T>(rows: StagedRows, body: (table: Sql, name: string) => Promise<T>): Promise<T> => {
    const name = `featlab_entity_rows_${randomUUID().replaceAll('-', '')}`;
    const table = raw(`${dialect.quote(dataset)}.${dialect.quote(name)}`);
    try {
      const columns = stagedFields(rows).map((field) => raw(`${field.name} ${field.type}`));
      const expires = raw(`TIMESTAMP_ADD(CURRENT_TIMESTAMP(), ${EXPIRES})`);
      await run(sql`CREATE TABLE ${table} (${columns}) OPTIONS(expiration_timestamp = ${expires})`);
      return await body(table, name);
    } finally {
      await run(sql`DROP TABLE IF EXISTS ${table}`);
    }
  };
  /** As a dry run tells, which is free; undefined where it does not. */
  const scanned = async ({ statement }: Query): Promise<number | undefined> => {
    const [{ metadata }] = await client.createQueryJob({ ...said(statement), dryRun: true });
    const bytes = metadata.statistics?.totalBytesProcessed;
    return bytes === undefined ? undefined : Number(bytes);
  };
  return {
    dialect,
    describe: async (relation) => {
      const [{ metadata }] = await client.createQueryJob({
        ...said(sql`SELECT * FROM ${relation} AS source`),
        dryRun: true,
      });
      const fields = metadata.statistics?.query?.schema?.fields ?? [];
      return new Map(fields.map((field) => [field.name, bigQueryColumn(field)]));
    },
    isMissing: (error) => error instanceof Error && 'code' in error && error.code === 404,
    select: (rows, ask, each) => {
      const answer = ({ statement, columns }: Query) => run(statement, (page) => each(batchOf(columns, page)));
      if (!rows) return answer(ask(raw('')));
      return withTable(rows, async (table, name) => {
        await load(client, dataset, name, rows, location);
        await answer(ask(table));
      });
    },
    explain: (rows, ask, unfiltered) =>
      withTable(rows, async (table) => ({
        bytes: await scanned(ask(table)),
        // A table may refuse to be read without a filter.
        bytesUnfiltered: await scanned(unfiltered(table)).catch(() => undefined),
      })),
    close: () => Promise.resolve(),
  };
}

/** Every value as a text, cast in the statement: no type is guessed, and what is constant still prunes partitions. */
function prepared(statement: Sql): BigQueryStatement {
  const { text, values } = rendered(statement, (i, value) => `CAST(@p${String(i + 1)} AS ${typeOf(value)})`);
  const params = Object.fromEntries(values.map((value, i) => [`p${String(i + 1)}`, textOf(value)]));
  return values.length === 0 ? { query: text } : { query: text, params };
}

function typeOf(value: SqlValue): string {
  if (value.type === 'instant') return value.native;
  return { int64: 'INT64', string: 'STRING', date: 'DATE' }[value.type];
}

function textOf(value: SqlValue): string {
  if (value.type === 'date') return new Date(value.value * 86_400_000).toISOString().slice(0, 10);
  if (value.type !== 'instant') return String(value.value);
  return value.native === 'DATETIME' ? microsText(value.value).slice(0, -1) : microsText(value.value);
}

async function load(
  client: BigQueryClient,
  dataset: string,
  table: string,
  rows: StagedRows,
  location: string | undefined,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'featlab-rows-'));
  try {
    const file = join(folder, 'rows.json');
    await pipeline(Readable.from(stagedLines(rows)), createWriteStream(file));
    await client
      .dataset(dataset)
      .table(table)
      .load(file, {
        sourceFormat: 'NEWLINE_DELIMITED_JSON',
        schema: { fields: stagedFields(rows) },
        writeDisposition: 'WRITE_APPEND',
        ...(location && { location }),
      });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function batchOf(columns: Query['columns'], rows: readonly BigQueryRow[]): Column[] {
  const values = rows.map((row) => Object.values(row));
  return columns.map((column, c) =>
    columnOf(
      column,
      values.map((row) => plain(row[c])),
    ),
  );
}

/** An integer comes as `{ value }` of digits. */
function plain(value: unknown): DriverValue {
  if (typeof value === 'object' && value !== null && 'value' in value) return BigInt(value.value as string);
  return value as DriverValue;
}

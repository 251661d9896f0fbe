import { join } from 'node:path';
import type { Column } from '../../columns/column';
import { sliceColumn } from '../../columns/columns';
import type { Dialect, TableColumn } from '../sql/dialect';
import { raw, rendered, sql } from '../sql/sql';
import type { Sql } from '../sql/sql';
import type { StagedRows, Warehouse } from '../sql/warehouse';
import { sparkColumn } from './column-types';
import { sparkDialect } from './dialect';
import { literal } from './literal';
import { readAnswer } from './read-answer';
import type { SparkClient } from './spark-client';
import { stageRows } from './stage-rows';
import type { Staging, StagingRun } from './staging';

/** Rows of a file of the answer, so that a row group fits in memory here. */
const ANSWER = `USING parquet OPTIONS (compression 'snappy', maxRecordsPerFile '250000')`;

/**
 * Rows go both ways as Parquet files in a folder of the run's own: exact, and written and read side by side by all of
 * Spark, where its Thrift server would gather an answer in one place. So there is no table and no view to be dropped.
 */
export function sparkWarehouse(client: SparkClient, staging: Staging, database: string | undefined): Warehouse {
  const dialect = sparkDialect(database);
  return {
    dialect,
    describe: async (relation) => {
      const rows = await client.query(text(sql`DESCRIBE QUERY SELECT * FROM ${relation} AS source`));
      return new Map<string, TableColumn>(
        rows.map((row) => [String(row['col_name']), sparkColumn(String(row['data_type']))]),
      );
    },
    isMissing: (error) => error instanceof Error && /^\[(TABLE_OR_VIEW|SCHEMA)_NOT_FOUND\]/.test(error.message),
    select: (rows, ask, each) =>
      staging(async (run) => {
        const { statement, columns } = ask(await stagedIn(run, rows, dialect));
        await client.query(text(sql`INSERT OVERWRITE DIRECTORY ${raw(`'${run.uri}/answer' ${ANSWER}`)} ${statement}`));
        await readAnswer(join(run.folder, 'answer'), columns, each);
      }),
    explain: ({ columns }, ask) =>
      staging(async (run) => {
        const table = await stagedIn(run, { length: 0, columns: columns.map(withoutRows) }, dialect);
        const [row] = await client.query(text(sql`EXPLAIN FORMATTED ${ask(table).statement}`));
        return { plan: String(row['plan']) };
      }),
    close: () => client.close(),
  };
}

/** The rows as a relation: the folder that they lie in. */
async function stagedIn(run: StagingRun, rows: StagedRows | undefined, dialect: Dialect): Promise<Sql> {
  const name = 'entity_rows';
  if (rows) await stageRows(join(run.folder, name), rows);
  return raw(`parquet.${dialect.quote(`${run.uri}/${name}`)}`);
}

function withoutRows({ name, column }: StagedRows['columns'][number]): { name: string; column: Column } {
  return { name, column: sliceColumn(column, 0, 0) };
}

function text(statement: Sql): string {
  return rendered(statement, (_, value) => literal(value)).text;
}

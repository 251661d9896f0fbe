import { Readable } from 'node:stream';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Column } from '../../columns/column';
import type { StagedRows } from '../sql/warehouse';
import { copyRows } from './copy-rows';
import type { PostgresClient } from './postgres-client';

/** Makes the temporary table of this name and fills it. */
export type StageRows = (client: PostgresClient, table: string, rows: StagedRows) => Promise<void>;

/** Through COPY, and counted, so that the plan knows how many there are. */
export function copyStaging(copyFrom: (statement: string) => Writable): StageRows {
  return async (client, table, rows) => {
    await client.query({
      text: `CREATE TEMPORARY TABLE ${table} (${stagedColumns(rows, 'TEXT')})`,
      rowMode: 'array',
    });
    const names = rows.columns.map(({ name }) => name).join(', ');
    const stream = client.query(copyFrom(`COPY ${table} (${names}) FROM STDIN (FORMAT binary)`));
    await pipeline(Readable.from(copyRows(rows)), stream);
    await client.query({ text: `ANALYZE ${table}`, rowMode: 'array' });
  };
}

/** The columns of the temporary table with their types. */
export function stagedColumns({ columns }: StagedRows, text: string): string {
  return columns.map(({ name, column }) => `${name} ${stagedType(column, text)}`).join(', ');
}

function stagedType({ type, values }: Column, text: string): string {
  if (type === 'timestamp') return 'TIMESTAMP';
  if (values instanceof Int32Array) return 'INTEGER';
  return type === 'string' ? text : 'BIGINT';
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { TestColumn } from '../../testing/arrow-table';
import { writeParquet } from '../../testing/write-parquet';
import type { OfflineLab } from '../contract/offline-lab';
import { describeOfflineStore } from '../offline-store.contract';
import { duckDbOfflineStore } from './duckdb-offline-store';

async function openLab(): Promise<OfflineLab> {
  const folder = mkdtempSync(join(tmpdir(), 'featlab-duckdb-'));
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  let made = 0;
  const connection = await instance.connect();
  const quoted = (table: readonly string[]): string => table.map((name) => `"${name.replaceAll('"', '""')}"`).join('.');
  return {
    engine: 'duckdb',
    store: await duckDbOfflineStore({}, instance),
    unit: 'ns',
    types: ['int32', 'int64', 'float32', 'float64', 'string', 'bool', 'bytes', 'timestamp'],
    create: async (table, columns: readonly TestColumn[]) => {
      // Never a name again: DuckDB keeps a file's content by its name and time.
      const file = join(folder, `${String(made++)}.parquet`);
      await writeParquet(file, columns);
      await connection.run(`CREATE OR REPLACE TABLE ${quoted(table)} AS SELECT * FROM read_parquet('${file}')`);
    },
    drop: async (table) => {
      await connection.run(`DROP TABLE IF EXISTS ${quoted(table)}`);
    },
    named: (table) => table,
    leftovers: async () =>
      (await connection.runAndReadAll("SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'featlab%'"))
        .getRows()
        .map(([name]) => String(name)),
    close: async () => {
      connection.closeSync();
      instance.closeSync();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

describeOfflineStore('DuckDB', openLab);

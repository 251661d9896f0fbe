import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { wholeNumber } from '../whole-number';
import { fraudRows } from './fraud-data';
import type { FraudOptions } from './fraud-options';
import { FRAUD_COLUMNS, type FraudRow, type FraudTables } from './fraud-rows';
import { TableFolder, type Layout } from './table-folder';

export interface FraudFiles extends Layout {
  /** The folder: `customer_stats/`, `merchant_stats/` and `transactions/` with Parquet files, and `labels.parquet`. */
  readonly out: string;
}

/** Rows of each table. */
export type FraudCounts = Readonly<Record<keyof FraudTables, number>>;

/**
 * Writes the fraud data. The same options give the same bytes. What `out` has of these four is replaced at the end, so
 * a failure leaves it as it was; other files in it stay.
 * @throws DataGenError for an option that cannot be; the file system's own error where it cannot be written
 */
export async function writeFraudData({
  out,
  files,
  shuffleSeed,
  ...options
}: FraudFiles & FraudOptions): Promise<FraudCounts> {
  return writeRows({ out, files, shuffleSeed }, fraudRows(options));
}

/** The same for rows that somebody already has, in their order. A table that is absent is written without rows. */
export async function writeFraudTables(files: FraudFiles, tables: Partial<FraudTables>): Promise<FraudCounts> {
  return writeRows(files, rowsOf(tables));
}

function* rowsOf(tables: Partial<FraudTables>): Generator<FraudRow, void, undefined> {
  for (const table of TABLES) for (const row of tables[table] ?? []) yield { table, row } as FraudRow;
}

const TABLES = Object.keys(FRAUD_COLUMNS) as (keyof FraudTables)[];

async function writeRows(files: FraudFiles, rows: Iterable<FraudRow>): Promise<FraudCounts> {
  wholeNumber('files', files.files ?? 1, 1, 10_000);
  const part = join(files.out, `.${randomUUID()}.part`);
  const made = await mkdir(part, { recursive: true });
  try {
    const counts = await fill(part, files, rows);
    for (const table of TABLES) await replace(join(part, fileOf(table)), join(files.out, fileOf(table)));
    await rm(part, { recursive: true });
    return counts;
  } catch (error) {
    await rm(made ?? part, { recursive: true, force: true });
    throw error;
  }
}

/** The labels are one file and keep their order. */
function fileOf(table: keyof FraudTables): string {
  return table === 'labels' ? 'labels.parquet' : table;
}

async function replace(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  await rename(from, to);
}

async function fill(folder: string, layout: Layout, rows: Iterable<FraudRow>): Promise<FraudCounts> {
  const open = async (table: keyof FraudTables): Promise<TableFolder> =>
    table === 'labels'
      ? TableFolder.open([join(folder, fileOf(table))], FRAUD_COLUMNS[table], {})
      : TableFolder.open(partsOf(folder, table, layout.files ?? 1), FRAUD_COLUMNS[table], layout);
  const folders = new Map<keyof FraudTables, TableFolder>();
  try {
    for (const table of TABLES) folders.set(table, await open(table));
    for (const { table, row } of rows) await folders.get(table)?.append(row);
    for (const each of folders.values()) await each.finish();
  } catch (error) {
    for (const each of folders.values()) await each.abandon();
    throw error;
  }
  return Object.fromEntries(TABLES.map((table) => [table, folders.get(table)?.rows ?? 0])) as FraudCounts;
}

function partsOf(folder: string, table: string, files: number): string[] {
  return Array.from({ length: files }, (_, i) => join(folder, table, `part-${String(i).padStart(4, '0')}.parquet`));
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  Field,
  Float64,
  Int64,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableToIPC,
  TimestampMicrosecond,
} from 'apache-arrow';
import type { Data, DataType } from 'apache-arrow';
import { Compression, Table as WasmTable, writeParquet, WriterPropertiesBuilder } from 'parquet-wasm';
import type { TableName } from '../fraud/views';
import type { Label, Row, World } from '../fraud/world';

const INT64 = new Int64();
const DOUBLE = new Float64();
const TIME = new TimestampMicrosecond('UTC');

const COLUMNS: Readonly<Record<TableName | 'labels', Readonly<Record<string, DataType>>>> = {
  customer_stats: {
    customer_id: INT64,
    event_timestamp: TIME,
    created: TIME,
    avg_purchase: DOUBLE,
    n_purchases_7d: INT64,
  },
  merchant_stats: {
    merchant_id: INT64,
    event_timestamp: TIME,
    created: TIME,
    avg_rating: DOUBLE,
    n_disputes_30d: INT64,
  },
  transactions: {
    transaction_id: INT64,
    customer_id: INT64,
    merchant_id: INT64,
    event_timestamp: TIME,
    created: TIME,
    amount: DOUBLE,
  },
  labels: { customer_id: INT64, merchant_id: INT64, event_timestamp: TIME, is_fraud: INT64 },
};

/** Values by column, none of them null. */
export type Columns = Readonly<Record<string, Float64Array>>;

export interface WriteOptions {
  /** The files that each table is dealt out to, in turns. */
  readonly files?: readonly string[];
  /** One more, in which no rows are. */
  readonly emptyFile?: string;
  readonly rowGroupSize?: number;
}

/** Writes tables of many rows, a file each, under `folder`. */
export function writeTables(folder: string, tables: Readonly<Record<TableName, Columns>>, rowGroupSize: number): void {
  for (const [table, columns] of Object.entries(tables) as [TableName, Columns][]) {
    mkdirSync(join(folder, table), { recursive: true });
    const length = columns['event_timestamp']?.length ?? 0;
    const fields = Object.entries(COLUMNS[table]).map(([name, type]) => {
      const values = columns[name] ?? new Float64Array(length);
      const data = type === DOUBLE ? values : BigInt64Array.from(values, BigInt);
      return makeData({ type, length, nullCount: 0, data } as never);
    });
    writeFileSync(join(folder, table, 'part-0.parquet'), parquetOf(table, length, fields, rowGroupSize));
  }
}

/** Writes the tables as folders of Parquet files under `folder`. */
export function writeWorld(
  folder: string,
  world: World,
  { emptyFile, files = ['part-0.parquet'], rowGroupSize = 100_000 }: WriteOptions = {},
): void {
  for (const [table, rows] of Object.entries(world) as [TableName, readonly Row[]][]) {
    mkdirSync(join(folder, table), { recursive: true });
    for (const [place, name] of files.entries()) {
      const mine = rows.filter((_, i) => i % files.length === place);
      writeFileSync(join(folder, table, name), parquetOfRows(table, mine, rowGroupSize));
    }
    if (emptyFile !== undefined) writeFileSync(join(folder, table, emptyFile), parquetOfRows(table, [], rowGroupSize));
  }
}

export function writeLabels(file: string, labels: readonly Label[]): void {
  writeFileSync(file, parquetOfRows('labels', labels as unknown as readonly Row[], 100_000));
}

function parquetOfRows(table: TableName | 'labels', rows: readonly Row[], rowGroupSize: number): Uint8Array {
  const children = Object.entries(COLUMNS[table]).map(([name, type]) => columnOf(type, rows, name));
  return parquetOf(table, rows.length, children, rowGroupSize);
}

function parquetOf(
  table: TableName | 'labels',
  length: number,
  children: readonly Data[],
  rowGroupSize: number,
): Uint8Array {
  const schema = new Schema(Object.entries(COLUMNS[table]).map(([name, type]) => new Field(name, type, true)));
  const data = makeData({ type: new Struct(schema.fields), length, nullCount: 0, children: [...children] });
  const arrow = new Table(schema, [new RecordBatch(schema, data)]);
  const properties = new WriterPropertiesBuilder().setCompression(Compression.SNAPPY).setMaxRowGroupSize(rowGroupSize);
  return writeParquet(WasmTable.fromIPCStream(tableToIPC(arrow, 'stream')), properties.build());
}

function columnOf(type: DataType, rows: readonly Row[], name: string): Data {
  const nullBitmap = new Uint8Array(Math.ceil(rows.length / 8));
  const doubles = new Float64Array(rows.length);
  const integers = new BigInt64Array(type === DOUBLE ? 0 : rows.length);
  rows.forEach((row, i) => {
    const value = row[name] ?? null;
    if (value === null) return;
    nullBitmap[i >> 3] |= 1 << (i & 7);
    if (type === DOUBLE) doubles[i] = value;
    else integers[i] = BigInt(value);
  });
  return makeData({ type, length: rows.length, nullBitmap, data: type === DOUBLE ? doubles : integers } as never);
}

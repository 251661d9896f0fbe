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
import type { DataType } from 'apache-arrow';
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

export interface WriteOptions {
  /** How many files each table is dealt out to, in turns. */
  readonly files?: number;
  readonly rowGroupSize?: number;
}

/** Writes the tables as folders of Parquet files under `folder`. */
export function writeWorld(
  folder: string,
  world: World,
  { files = 1, rowGroupSize = 100_000 }: WriteOptions = {},
): void {
  for (const [table, rows] of Object.entries(world) as [TableName, readonly Row[]][]) {
    mkdirSync(join(folder, table), { recursive: true });
    for (let file = 0; file < files; file++) {
      const mine = files === 1 ? rows : rows.filter((_, i) => i % files === file);
      writeFileSync(join(folder, table, `part-${String(file)}.parquet`), parquetOf(table, mine, rowGroupSize));
    }
  }
}

export function writeLabels(file: string, labels: readonly Label[]): void {
  writeFileSync(file, parquetOf('labels', labels as unknown as readonly Row[], 100_000));
}

function parquetOf(table: TableName | 'labels', rows: readonly Row[], rowGroupSize: number): Uint8Array {
  const columns = Object.entries(COLUMNS[table]);
  const schema = new Schema(columns.map(([name, type]) => new Field(name, type, true)));
  const children = columns.map(([name, type]) => columnOf(type, rows, name));
  const data = makeData({ type: new Struct(schema.fields), length: rows.length, nullCount: 0, children });
  const arrow = new Table(schema, [new RecordBatch(schema, data)]);
  const properties = new WriterPropertiesBuilder().setCompression(Compression.SNAPPY).setMaxRowGroupSize(rowGroupSize);
  return writeParquet(WasmTable.fromIPCStream(tableToIPC(arrow, 'stream')), properties.build());
}

function columnOf(type: DataType, rows: readonly Row[], name: string) {
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

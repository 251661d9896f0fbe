import { writeFileSync } from 'node:fs';
import { Float64, Int64, Table, tableToIPC, TimestampMicrosecond, vectorFromArray } from 'apache-arrow';
import { Table as WasmTable, writeParquet } from 'parquet-wasm';

const COLUMNS = {
  customer_id: new Int64(),
  merchant_id: new Int64(),
  event_timestamp: new TimestampMicrosecond('UTC'),
  is_fraud: new Int64(),
  avg_purchase: new Float64(),
  n_purchases_7d: new Int64(),
  avg_rating: new Float64(),
  n_disputes_30d: new Int64(),
  amount: new Float64(),
  hour_of_day: new Int64(),
};

export function writeTraining(file: string, rows: Record<string, any>[]): void {
  const columns = Object.entries(COLUMNS).map(([name, type]) => [name, columnOf(type, rows, name)]);
  const table = new Table(Object.fromEntries(columns));
  writeFileSync(file, writeParquet(WasmTable.fromIPCStream(tableToIPC(table, 'stream'))));
}

function columnOf(type: any, rows: Record<string, any>[], name: string) {
  if (type instanceof Float64)
    return vectorFromArray(
      rows.map((row) => row[name] ?? null),
      type,
    );
  const integers = vectorFromArray(
    rows.map((row) => (row[name] == null ? null : BigInt(row[name]))),
    new Int64(),
  );
  // An Int64 column read as times: setting a timestamp from a number goes through milliseconds.
  return type instanceof Int64 ? integers : integers.data.length === 0 ? integers : asTimes(integers, type);
}

function asTimes(integers: any, type: any) {
  const [data] = integers.data;
  return new integers.constructor([data.clone(type)]);
}

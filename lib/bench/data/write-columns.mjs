import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  Field,
  Float32,
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
import { Compression, Table as WasmTable, writeParquet, WriterPropertiesBuilder } from 'parquet-wasm';

const TYPES = {
  time: () => new TimestampMicrosecond('UTC'),
  int64: () => new Int64(),
  float32: () => new Float32(),
  float64: () => new Float64(),
};

/**
 * A Parquet file made once: snappy, row groups of 250,000.
 * @param make answers `{ name: [type, values] }`; called only where the file is not there yet
 */
export function once(file, make) {
  if (!existsSync(file)) write(file, make());
  return file;
}

function write(file, columns) {
  mkdirSync(dirname(file), { recursive: true });
  const types = Object.values(columns).map(([type]) => TYPES[type]());
  const schema = new Schema(Object.keys(columns).map((name, i) => new Field(name, types[i], false)));
  const children = Object.values(columns).map(([, data], i) =>
    makeData({ type: types[i], data, length: data.length, nullCount: 0 }),
  );
  const { length } = children[0];
  const batch = new RecordBatch(schema, makeData({ type: new Struct(schema.fields), length, nullCount: 0, children }));
  const properties = new WriterPropertiesBuilder()
    .setCompression(Compression.SNAPPY)
    .setMaxRowGroupSize(250_000)
    .build();
  const table = WasmTable.fromIPCStream(tableToIPC(new Table(schema, [batch]), 'stream'));
  writeFileSync(`${file}.part`, writeParquet(table, properties));
  renameSync(`${file}.part`, file);
}

import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  Field,
  Float32,
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

/**
 * Seeded Parquet files to race on, made once in `folder` (snappy, row groups of 250,000, rows shuffled): about
 * hourly rows of `drivers` drivers with gaps of days, 2 % of them a correction of the row before (same time, later
 * `created`), and questions of which 1 % ask for a driver that is not there and 5 % come before all history.
 */
export function joinData(folder, { drivers, rowsPerDriver, entities }) {
  const features = join(folder, `features-${drivers}x${rowsPerDriver}.parquet`);
  const questions = join(folder, `entities-${entities}-of-${drivers}x${rowsPerDriver}.parquet`);
  if (existsSync(features) && existsSync(questions)) return { features, questions };
  const random = mulberry32(7);
  const history = makeHistory(drivers, rowsPerDriver, random);
  write(features, featureColumns(history.driver, history.time, history.created, random));
  const last = history.time.reduce((a, b) => (b > a ? b : a));
  const asked = { driver: new BigInt64Array(entities), time: new BigInt64Array(entities) };
  for (let i = 0; i < entities; i++) {
    asked.driver[i] = BigInt(1001 + Math.floor(random() * drivers) + (random() < 0.01 ? 10_000_000 : 0));
    const offset = random() < 0.05 ? -Math.floor(random() * 30 * DAY) : Math.floor(random() * (Number(last) - T0));
    asked.time[i] = BigInt(T0 + offset);
  }
  write(questions, { driver_id: [new Int64(), asked.driver], event_timestamp: [TIME, asked.time] });
  return { features, questions };
}

/** One row for each of `keys` drivers, in random order of the drivers. */
export function keyData(folder, keys) {
  const file = join(folder, `keys-${keys}.parquet`);
  if (existsSync(file)) return file;
  const random = mulberry32(11);
  const driver = shuffled(
    BigInt64Array.from({ length: keys }, (_, i) => BigInt(i + 1)),
    random,
  );
  const time = driver.map(() => BigInt(T0 + Math.floor(random() * DAY)));
  write(
    file,
    featureColumns(
      driver,
      time,
      time.map((at) => at + 60_000_000n),
      random,
    ),
  );
  return file;
}

const HOUR = 3_600_000_000;
const DAY = 24 * HOUR;
const T0 = Date.UTC(2025, 0, 1) * 1000;
const TIME = new TimestampMicrosecond('UTC');

function makeHistory(drivers, rowsPerDriver, random) {
  const rows = drivers * rowsPerDriver;
  const history = { driver: new BigInt64Array(rows), time: new BigInt64Array(rows), created: new BigInt64Array(rows) };
  const order = shuffled(
    Int32Array.from({ length: rows }, (_, i) => i),
    random,
  );
  for (let d = 0, i = 0; d < drivers; d++) {
    let time = T0;
    for (let r = 0; r < rowsPerDriver; r++, i++) {
      const isCorrection = r > 0 && random() < 0.02;
      if (!isCorrection)
        time += Math.floor((0.5 + random()) * HOUR) + (random() < 0.03 ? Math.floor((1 + 2 * random()) * DAY) : 0);
      history.driver[order[i]] = BigInt(1001 + d);
      history.time[order[i]] = BigInt(time);
      history.created[order[i]] = BigInt(time + 60_000_000 + r * 1000);
    }
  }
  return history;
}

function featureColumns(driver, time, created, random) {
  return {
    event_timestamp: [TIME, time],
    driver_id: [new Int64(), driver],
    conv_rate: [new Float32(), Float32Array.from(driver, random)],
    acc_rate: [new Float32(), Float32Array.from(driver, random)],
    avg_daily_trips: [new Int64(), BigInt64Array.from(driver, () => BigInt(Math.floor(random() * 1000)))],
    created: [TIME, created],
  };
}

function write(file, columns) {
  mkdirSync(join(file, '..'), { recursive: true });
  const fields = Object.entries(columns).map(([name, [type]]) => new Field(name, type, false));
  const children = Object.values(columns).map(([type, data]) =>
    makeData({ type, data, length: data.length, nullCount: 0 }),
  );
  const schema = new Schema(fields);
  const length = children[0].length;
  const batch = new RecordBatch(schema, makeData({ type: new Struct(fields), length, nullCount: 0, children }));
  const properties = new WriterPropertiesBuilder()
    .setCompression(Compression.SNAPPY)
    .setMaxRowGroupSize(250_000)
    .build();
  writeFileSync(
    `${file}.part`,
    writeParquet(WasmTable.fromIPCStream(tableToIPC(new Table(schema, [batch]), 'stream')), properties),
  );
  renameSync(`${file}.part`, file);
}

function shuffled(values, random) {
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [values[i], values[j]] = [values[j], values[i]];
  }
  return values;
}

function mulberry32(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

// Prints a Parquet file's columns as JSON. A file that a submission wrote may be anything, so it is read in the sandbox.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import zlib from 'node:zlib';

const [file, kit, most] = process.argv.slice(2);
const require = createRequire(`${kit}/package.json`);
const part = (name) => import(pathToFileURL(require.resolve(`hyparquet/src/${name}.js`)).href);
const [{ parquetMetadata }, { parquetReadObjects }] = await Promise.all([part('metadata'), part('read')]);

const KNOWN = [
  ...['customer_id', 'merchant_id', 'event_timestamp', 'is_fraud'],
  ...['avg_purchase', 'n_purchases_7d', 'avg_rating', 'n_disputes_30d', 'amount', 'hour_of_day'],
];

const compressors = {
  GZIP: (input) => zlib.gunzipSync(input),
  BROTLI: (input) => zlib.brotliDecompressSync(input),
  ZSTD: (input) => zlib.zstdDecompressSync(input),
};

const timeOf = (us) => ({ time: us });

// Instants as microseconds, exact; a nanosecond that is none of them is told as it is.
const parsers = {
  timestampFromMilliseconds: (ms) => timeOf(ms * 1000n),
  timestampFromMicroseconds: (us) => timeOf(us),
  timestampFromNanoseconds: (ns) => (ns % 1000n === 0n ? timeOf(ns / 1000n) : `${ns} ns`),
};

const bytes = new Uint8Array(readFileSync(file)).buffer;
const metadata = parquetMetadata(bytes);
const rows = Number(metadata.num_rows);
const names = metadata.schema.slice(1).map(({ name }) => name);
const objects = rows > Number(most) ? [] : await read(bytes).catch(() => read(rewritten(bytes)));
const columns = names.map((name) => [name, KNOWN.includes(name) ? objects.map((row) => printed(row[name], name)) : []]);
console.log(JSON.stringify({ rows, columns: Object.fromEntries(columns) }));

function read(buffer) {
  const columns = names.filter((name) => KNOWN.includes(name));
  // What is in further columns is never read: they may be of types that no reader here knows.
  return parquetReadObjects({ file: buffer, columns, parsers, compressors, utf8: true });
}

/** In a compression that hyparquet knows. */
function rewritten(buffer) {
  const { Compression, readParquet, writeParquet, WriterPropertiesBuilder } = require('parquet-wasm');
  const plain = new WriterPropertiesBuilder().setCompression(Compression.UNCOMPRESSED).build();
  return new Uint8Array(writeParquet(readParquet(new Uint8Array(buffer)), plain)).buffer;
}

function printed(value, name) {
  if (value?.time !== undefined) return printed(value.time, name);
  if (typeof value === 'boolean' && name === 'is_fraud') return Number(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? { odd: 'Invalid Date' } : value.getTime() * 1000;
  if (value === undefined || value === null) return null;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : { int: String(value) };
  if (typeof value === 'number') return Object.is(value, -0) || !Number.isFinite(value) ? odd(value) : value;
  if (typeof value === 'string') return value;
  return { odd: String(value).slice(0, 80) };
}

function odd(value) {
  return { odd: Object.is(value, -0) ? '-0' : String(value) };
}

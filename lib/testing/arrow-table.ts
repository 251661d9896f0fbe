import {
  Binary,
  Bool,
  type Data,
  type DataType,
  Field,
  Float32,
  Float64,
  Int32,
  Int64,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  Timestamp,
  TimeUnit,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';

/**
 * A column as a test or a conformance case writes it. `type` is `int32 int64 bigint float32 float64 string
 * bool bytes`, `timestamp[ms|us|ns]` (naive) or `timestamp[ms|us|ns, ZONE]`; `timestamp` alone is
 * `timestamp[us, UTC]`. Values: int64 and bigint as strings of digits (or bigints, or safe numbers), timestamps
 * as ISO 8601 with `Z`, bytes as base64 (or a Uint8Array), NaN and the infinities as themselves or as strings;
 * null is null.
 */
export interface TestColumn {
  readonly name: string;
  readonly type: string;
  readonly values: readonly unknown[];
}

/** The columns as an Arrow table of one batch. @throws Error for a type or value that it does not know */
export function arrowTable(columns: readonly TestColumn[]): Table {
  const rows = columns[0]?.values.length ?? 0;
  const uneven = columns.find((column) => column.values.length !== rows);
  if (uneven) throw new Error(`column ${uneven.name} has ${String(uneven.values.length)} values, not ${String(rows)}`);
  const children = columns.map(columnData);
  const schema = new Schema(columns.map((column, i) => new Field(column.name, children[i].type, true)));
  const struct = makeData({ type: new Struct(schema.fields), length: rows, nullCount: 0, children });
  return new Table(schema, [new RecordBatch(schema, struct)]);
}

function columnData({ name, type, values }: TestColumn): Data {
  const build = BUILDERS[type] ?? timestampBuilder(type);
  if (!build) throw new Error(`column ${name}: the type ${type} is not known`);
  return build(values);
}

type Build = (values: readonly unknown[]) => Data;

const BUILDERS: Readonly<Record<string, Build>> = {
  int32: (values) => fixed(new Int32(), Int32Array.from(values, Number), values),
  int64: (values) => fixed(new Int64(), BigInt64Array.from(values, toInt64), values),
  bigint: (values) => fixed(new Int64(), BigInt64Array.from(values, toInt64), values),
  float32: (values) => fixed(new Float32(), Float32Array.from(values, Number), values),
  float64: (values) => fixed(new Float64(), Float64Array.from(values, Number), values),
  string: (values) => built(new Utf8(), values),
  bool: (values) => built(new Bool(), values),
  bytes: (values) => built(new Binary(), values.map(toBytes)),
};

function built(type: DataType, values: readonly unknown[]): Data {
  return vectorFromArray(values, type).data[0] ?? makeData({ type, length: 0 } as never);
}

function fixed(
  type: DataType,
  data: Int32Array | BigInt64Array | Float32Array | Float64Array,
  values: readonly unknown[],
): Data {
  const nullBitmap = new Uint8Array(Math.ceil(values.length / 8));
  values.forEach((value, row) => {
    if (value !== null) nullBitmap[row >> 3] = (nullBitmap[row >> 3] ?? 0) | (1 << (row & 7));
  });
  const nullCount = values.filter((value) => value === null).length;
  return makeData({ type, length: values.length, nullCount, nullBitmap, data } as never);
}

function toInt64(value: unknown): bigint {
  if (value === null) return 0n;
  const exact = BigInt(value as string | number | bigint);
  if (BigInt.asIntN(64, exact) !== exact) throw new Error(`${String(exact)} is no 64-bit integer`);
  return exact;
}

function toBytes(value: unknown): unknown {
  return typeof value === 'string' ? Uint8Array.from(Buffer.from(value, 'base64')) : value;
}

const UNITS = {
  ms: { unit: TimeUnit.MILLISECOND, nanos: 1_000_000n },
  us: { unit: TimeUnit.MICROSECOND, nanos: 1_000n },
  ns: { unit: TimeUnit.NANOSECOND, nanos: 1n },
};

function timestampBuilder(type: string): Build | undefined {
  const match = /^timestamp\[(ms|us|ns)(?:, *(.+))?\]$/.exec(type === 'timestamp' ? 'timestamp[us, UTC]' : type);
  if (!match) return undefined;
  const { unit, nanos } = UNITS[match[1] as keyof typeof UNITS];
  const toUnit = (value: unknown): bigint => (value === null ? 0n : exactQuotient(isoToNanos(value as string), nanos));
  return (values) => fixed(new Timestamp(unit, match[2] ?? null), BigInt64Array.from(values, toUnit), values);
}

function exactQuotient(value: bigint, by: bigint): bigint {
  if (value % by !== 0n) throw new Error(`${String(value)} ns is not a whole number of ${String(by)} ns`);
  return toInt64(value / by);
}

function isoToNanos(text: string): bigint {
  const match = /^(.{10,14}T\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z$/.exec(text);
  const seconds = match ? Date.parse(`${match[1] ?? ''}Z`) : NaN;
  if (Number.isNaN(seconds)) throw new Error(`${text} is not an ISO 8601 time with Z`);
  return BigInt(seconds) * 1_000_000n + BigInt((match?.[2] ?? '').padEnd(9, '0'));
}

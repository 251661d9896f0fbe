import {
  Binary,
  Bool,
  Dictionary,
  Field,
  Float32,
  Float64,
  Int32,
  Int64,
  makeData,
  RecordBatch,
  Schema,
  Table,
  tableFromIPC,
  TimestampMicrosecond,
  TimestampMillisecond,
  TimestampNanosecond,
  Type,
  Utf8,
  Vector,
  vectorFromArray,
} from 'apache-arrow';
import type { Data, DataType } from 'apache-arrow';
import { isNull } from './column';
import type { Column, TimeUnit } from './column';
import { emptyColumn } from './columns';
import type { ValueType } from '../types';

const UNITS: readonly (TimeUnit | undefined)[] = [undefined, 'ms', 'us', 'ns'];

/** The type of an Arrow vector as a feature or key would declare it, or undefined where none can. */
export function valueTypeOf({ type }: { readonly type: DataType }): ValueType | undefined {
  if (type instanceof Dictionary) return valueTypeOf({ type: type.dictionary as DataType });
  switch (type.typeId) {
    case Type.Int: {
      const { bitWidth, isSigned } = type as unknown as { bitWidth: number; isSigned: boolean };
      if (bitWidth === 64) return isSigned ? 'int64' : undefined;
      return bitWidth === 32 && !isSigned ? 'int64' : 'int32';
    }
    case Type.Float:
      return FLOATS[(type as unknown as { precision: number }).precision];
    case Type.Bool:
      return 'bool';
    case Type.Utf8:
    case Type.LargeUtf8:
      return 'string';
    case Type.Binary:
    case Type.LargeBinary:
    case Type.FixedSizeBinary:
      return 'bytes';
    case Type.Timestamp:
      return 'timestamp';
    default:
      return undefined;
  }
}

const FLOATS: readonly (ValueType | undefined)[] = [undefined, 'float32', 'float64'];

/** The resolution of an Arrow timestamp; seconds are read as milliseconds. */
export function timeUnitOf(type: DataType): TimeUnit | undefined {
  if (type instanceof Dictionary) return timeUnitOf(type.dictionary as DataType);
  if (type.typeId !== Type.Timestamp) return undefined;
  return UNITS[(type as unknown as { unit: number }).unit] ?? 'ms';
}

/**
 * An Arrow vector as a column of type `type`, which its own type fits. Where vector and column have the same
 * layout the values are shared, not copied.
 */
export function columnFromArrow(vector: Vector, type: ValueType): Column {
  const chunks = vector.data.map((data) => sharedColumn(data as Data, type));
  if (chunks.length === 1 && chunks[0]) return chunks[0];
  if (chunks.length > 1 && areAllHere(chunks)) return joined(chunks);
  const column = emptyColumn(type, vector.length, timeUnitOf(vector.type as DataType));
  if (vector.type instanceof Dictionary) fillFromDictionary(column, vector);
  else fill(column, vector);
  return column;
}

const SHARED_WIDTH: Partial<Record<ValueType, readonly [Type, number]>> = {
  int32: [Type.Int, 4],
  int64: [Type.Int, 8],
  bigint: [Type.Int, 8],
  float32: [Type.Float, 4],
  float64: [Type.Float, 8],
  timestamp: [Type.Timestamp, 8],
};

/** The chunk as a column over the same memory; undefined where the layouts differ. */
function sharedColumn(data: Data, type: ValueType): Column | undefined {
  const layout = SHARED_WIDTH[type];
  const values = data.values as { BYTES_PER_ELEMENT: number; subarray(from: number, to: number): unknown } | undefined;
  if (!layout || !values || data.typeId !== layout[0] || values.BYTES_PER_ELEMENT !== layout[1]) return undefined;
  const unit = (data.type as { unit?: number }).unit;
  if (data.typeId === Type.Timestamp && unit === 0) return undefined;
  if (values instanceof Uint32Array) return undefined;
  return {
    type,
    values: values.subarray(0, data.length),
    ...(type === 'timestamp' ? { unit: timeUnitOf(data.type) } : {}),
    valid: validity(data),
  } as Column;
}

function areAllHere<T>(items: readonly (T | undefined)[]): items is readonly T[] {
  return items.every((item) => item !== undefined);
}

/** Columns of one type, one after the other. */
function joined(chunks: readonly Column[]): Column {
  const [{ type }] = chunks;
  const length = chunks.reduce((sum, { values }) => sum + values.length, 0);
  const column = emptyColumn(type, length, chunks[0].type === 'timestamp' ? chunks[0].unit : undefined);
  let at = 0;
  for (const { values, valid } of chunks) {
    (column.values as Float64Array).set(values as Float64Array, at);
    if (valid) column.valid?.set(valid, at);
    else column.valid?.fill(1, at, at + values.length);
    at += values.length;
  }
  return chunks.some(({ valid }) => valid) ? column : { ...column, valid: undefined };
}

/** One byte a row out of Arrow's one bit; undefined where nothing is null. */
function validity(data: Data): Uint8Array | undefined {
  if (data.nullCount === 0) return undefined;
  const bits = data.nullBitmap;
  const valid = new Uint8Array(data.length);
  for (let row = 0; row < valid.length; row++) {
    const bit = data.offset + row;
    valid[row] = (bits[bit >> 3] >> (bit & 7)) & 1;
  }
  return valid;
}

function fill(column: Column, vector: Vector): void {
  const valid = column.valid as Uint8Array;
  const values = column.values as unknown[];
  let row = 0;
  for (const data of vector.data) {
    const bits = validity(data as Data);
    const read = reader(data as Data, column, vector, row);
    for (let i = 0; i < data.length; i++, row++) {
      if (bits?.[i] === 0) continue;
      valid[row] = 1;
      values[row] = read(i);
    }
  }
}

/** The entries are read once; a row is null where it points at none, or at an entry that is null. */
function fillFromDictionary(column: Column, vector: Vector): void {
  let row = 0;
  for (const data of vector.data as readonly Data[]) {
    const entries = columnFromArrow(data.dictionary as Vector, column.type);
    const bits = validity(data);
    for (let i = 0; i < data.length; i++, row++) {
      const entry = (data.values as Int32Array)[i];
      if (bits?.[i] === 0 || isNull(entries, entry)) continue;
      (column.valid as Uint8Array)[row] = 1;
      (column.values as unknown[])[row] = entries.values[entry];
    }
  }
}

/** How to take value `i` of `data`, whose first row is row `first` of the vector, as the column holds it. */
function reader(data: Data, column: Column, vector: Vector, first: number): (i: number) => unknown {
  if (column.type === 'timestamp') {
    const values = data.values as BigInt64Array;
    return (data.type as unknown as { unit: number }).unit === 0 ? (i) => values[i] * 1000n : (i) => values[i];
  }
  const get = (i: number): unknown => vector.get(first + i);
  if (column.values instanceof BigInt64Array) return (i) => BigInt(get(i) as number);
  if (column.type === 'bool') return (i) => Number(get(i));
  if (column.type === 'bytes') return (i) => Uint8Array.from(get(i) as Uint8Array);
  // What Parquet calls ENUM is text that the decoder hands over as bytes.
  if (column.type === 'string' && isBinary(data)) return (i) => TEXT.decode(get(i) as Uint8Array);
  return get;
}

const TEXT = new TextDecoder();

function isBinary({ typeId }: Data): boolean {
  return typeId === Type.Binary || typeId === Type.LargeBinary;
}

const ARROW_TYPES = {
  int32: () => new Int32(),
  int64: () => new Int64(),
  bigint: () => new Int64(),
  float32: () => new Float32(),
  float64: () => new Float64(),
} as const;

const TIMESTAMPS = { ms: TimestampMillisecond, us: TimestampMicrosecond, ns: TimestampNanosecond } as const;

/** A column as an Arrow vector; timestamps carry the zone UTC. Typed arrays are shared, not copied. */
export function columnToArrow(column: Column): Vector {
  const { type, values, valid } = column;
  if (type === 'string') return vectorFromArray(nullable(values, valid), new Utf8());
  if (type === 'bytes') return vectorFromArray(nullable(values, valid), new Binary());
  if (type === 'bool') {
    return vectorFromArray(
      nullable(
        Array.from(values, (value) => value === 1),
        valid,
      ),
      new Bool(),
    );
  }
  const nullCount = valid ? countNulls(valid) : 0;
  const layout = { length: values.length, nullCount, nullBitmap: valid && nullCount > 0 ? bitmap(valid) : null };
  const arrowType = type === 'timestamp' ? new TIMESTAMPS[column.unit]('UTC') : ARROW_TYPES[type]();
  return new Vector([makeData({ type: arrowType, data: values, ...layout } as never)]);
}

function nullable<T>(values: readonly T[], valid: Uint8Array | undefined): (T | null)[] {
  return values.map((value, row) => (valid?.[row] === 0 ? null : value));
}

function countNulls(valid: Uint8Array): number {
  let present = 0;
  for (let row = 0; row < valid.length; row++) present += valid[row];
  return valid.length - present;
}

/** One bit a row, the lowest first. */
function bitmap(valid: Uint8Array): Uint8Array {
  const bits = new Uint8Array(Math.ceil(valid.length / 8));
  for (let byte = 0, row = 0; byte < bits.length; byte++) {
    let eight = 0;
    for (let bit = 0; bit < 8 && row < valid.length; bit++, row++) eight |= valid[row] << bit;
    bits[byte] = eight;
  }
  return bits;
}

export type NamedVector = readonly [name: string, vector: Vector];

/** A table of these columns in this order: JavaScript's objects put whole numbers among the names first. */
export function tableOf(columns: readonly NamedVector[]): Table {
  const table = new Table(Object.fromEntries(columns));
  const names = columns.map(([name]) => name);
  return table.schema.names.every((name, i) => name === names[i]) ? table : table.select(names);
}

/**
 * Tables of these columns' batches, all of one schema: which columns may be null is said, whether a batch has a null or
 * not. A table each, as Arrow cannot compare types that come from another copy of itself.
 */
export function batchesOf(columns: readonly NamedVector[], isNullable: (name: string) => boolean): Table[] {
  const table = tableOf(columns);
  const schema = new Schema(table.schema.fields.map(({ name, type }) => new Field(name, type, isNullable(name))));
  return table.batches.map(({ data }) => {
    const batch = new RecordBatch(schema, data);
    return new Table(batch.schema, [batch]);
  });
}

/** The table of an Arrow IPC stream. */
export function tableOfStream(stream: Uint8Array): Table {
  return tableFromIPC(stream);
}

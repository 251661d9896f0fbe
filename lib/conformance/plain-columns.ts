import { DataType, TimeUnit, Type } from 'apache-arrow';
import type { Field, Table, Vector } from 'apache-arrow';
import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet';
import type { ParquetParsers, SchemaElement } from 'hyparquet';

import { instantToNs, parseInstant } from '../time/time';
import type { TestColumn } from '../testing/arrow-table';

/**
 * A column in a form that can be compared: 64-bit integers as bigints, timestamps as nanoseconds since 1970 in a
 * bigint, bytes as base64, floats as they are. `bigint` is `int64`, every timestamp is `timestamp`.
 */
export interface PlainColumn {
  readonly name: string;
  readonly type: string;
  readonly values: readonly PlainValue[];
}

export type PlainValue = number | bigint | string | boolean | null;

/** A column as a case writes it. */
export function expectedColumn({ name, type, values }: TestColumn): PlainColumn {
  const plain = type.startsWith('timestamp') ? 'timestamp' : type === 'bigint' ? 'int64' : type;
  return { name, type: plain, values: values.map((value) => expectedValue(plain, value)) };
}

function expectedValue(type: string, value: unknown): PlainValue {
  if (value === null) return null;
  if (type === 'int64') return BigInt(value as string);
  if (type === 'timestamp') return nanosOf(value as string);
  if (type === 'float32' || type === 'float64') return Number(value);
  return value as PlainValue;
}

/** Nanoseconds since 1970. */
export function nanosOf(iso: string): bigint {
  const instant = parseInstant(iso);
  if (!instant) throw new Error(`${iso} is not a time`);
  return instantToNs(instant);
}

export function arrowColumns(table: Table): PlainColumn[] {
  return table.schema.fields.map(({ name, type }: Field<DataType>, i) => ({
    name,
    type: arrowType(type),
    values: arrowValues(type, table.getChildAt(i)!),
  }));
}

function arrowType(type: DataType): string {
  if (DataType.isInt(type)) return `${type.isSigned ? '' : 'u'}int${String(type.bitWidth)}`;
  if (DataType.isFloat(type)) return `float${String(16 << type.precision)}`;
  return ARROW_TYPES[type.typeId] ?? `Arrow's type ${String(type.typeId)}`;
}

const ARROW_TYPES: Partial<Record<Type, string>> = {
  [Type.Utf8]: 'string',
  [Type.Bool]: 'bool',
  [Type.Binary]: 'bytes',
  [Type.Timestamp]: 'timestamp',
};

const NANOS: Record<TimeUnit, bigint> = {
  [TimeUnit.SECOND]: 1_000_000_000n,
  [TimeUnit.MILLISECOND]: 1_000_000n,
  [TimeUnit.MICROSECOND]: 1_000n,
  [TimeUnit.NANOSECOND]: 1n,
};

/** Timestamps are read from their buffer: Arrow's own getter rounds them to milliseconds. */
function arrowValues(type: DataType, vector: Vector): PlainValue[] {
  if (!DataType.isTimestamp(type)) return Array.from(vector, plain);
  const nanos = NANOS[type.unit];
  return vector.data.flatMap((chunk) => {
    const values = chunk.values as BigInt64Array;
    return Array.from({ length: chunk.length }, (_, row) => (chunk.getValid(row) ? values[row] * nanos : null));
  });
}

function plain(value: unknown): PlainValue {
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : ((value ?? null) as PlainValue);
}

/** A Parquet file as hyparquet reads it, which had no part in writing it. */
export async function parquetColumns(bytes: Uint8Array): Promise<PlainColumn[]> {
  const file = new Uint8Array(bytes).buffer;
  const metadata = parquetMetadata(file);
  const rows = await parquetReadObjects({ file, metadata, parsers: EXACT, utf8: false });
  return parquetSchema(metadata).children.map(({ element }) => ({
    name: element.name,
    type: parquetType(element),
    values: rows.map((row) => plain(row[element.name])),
  }));
}

/** Times as nanoseconds: a Date would round them. */
const EXACT = {
  timestampFromMilliseconds: (value: bigint) => value * 1_000_000n,
  timestampFromMicroseconds: (value: bigint) => value * 1_000n,
  timestampFromNanoseconds: (value: bigint) => value,
} as unknown as ParquetParsers;

function parquetType({ type, logical_type: logical, converted_type: converted }: SchemaElement): string {
  if (logical?.type === 'TIMESTAMP') return 'timestamp';
  if (converted === 'UTF8' || logical?.type === 'STRING') return 'string';
  const plainTypes = {
    INT32: 'int32',
    INT64: 'int64',
    FLOAT: 'float32',
    DOUBLE: 'float64',
    BOOLEAN: 'bool',
    BYTE_ARRAY: 'bytes',
  };
  return plainTypes[type as keyof typeof plainTypes] ?? String(type);
}

import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { ColumnMetaData, FileMetaData, SchemaElement } from 'hyparquet';
import type { TimeUnit } from '../../columns/column';
import { SourceError } from '../../errors';
import { fileStamp } from '../../file-stamp';
import type { FileStamp } from '../../file-stamp';
import type { SourceColumn } from '../offline-store';
import { wrappingColumns } from './int96';
import { sourceChanged } from './source-changed';
import type { SourceFile } from './source-files';

/** What a Parquet file says of itself at its end. */
export interface Footer extends SourceFile {
  /** The file as it was when this was read. */
  readonly stamp: FileStamp;
  readonly columns: ReadonlyMap<string, SourceColumn>;
  /** See `demandNoWrap`. */
  readonly wrapping: ReadonlySet<string>;
  readonly rowGroups: readonly RowGroup[];
  /** Bytes that this was read from. */
  readonly bytes: number;
}

export interface RowGroup {
  readonly rows: number;
  /** Column name → its least and greatest value in microseconds, rounded outward; only timestamps that have it. */
  readonly times: ReadonlyMap<string, { readonly min: number; readonly max: number }>;
}

/**
 * @throws SourceError SOURCE_MISSING where it is not there, SOURCE_UNREADABLE where it is cut off or no Parquet file,
 *   SOURCE_CHANGED where it was written meanwhile
 */
export async function readFooter(file: SourceFile): Promise<Footer> {
  try {
    const { metadata, stamp, bytes } = await readMetadata(file);
    checkMetadata(metadata);
    const columns = columnsOf(topLevel(metadata.schema));
    const rowGroups = metadata.row_groups.map((group) => rowGroup(group.columns, Number(group.num_rows), columns));
    return { ...file, stamp, bytes, columns, wrapping: wrappingColumns(metadata), rowGroups };
  } catch (error) {
    throw refusal(file.place, error);
  }
}

/** The reader takes what it finds: a field that was spoilt may be missing, or be anything. */
function checkMetadata({ schema, row_groups: groups, num_rows: total }: FileMetaData): void {
  if (schema.some(({ name }) => typeof name !== 'string')) throw new Error('a column has no name');
  const rows = groups.reduce((sum, { num_rows: count }) => (count < 0n ? NaN : sum + Number(count)), 0);
  if (rows !== Number(total)) throw new Error('its row groups are not all of its rows');
}

function refusal(place: string, error: unknown): SourceError {
  if (error instanceof SourceError) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM') {
    return new SourceError(
      'SOURCE_UNREADABLE',
      `${place} may not be read (${code})`,
      'make it readable for whoever runs this',
      { cause: error },
    );
  }
  if (code === 'ENOENT') {
    return new SourceError(
      'SOURCE_MISSING',
      `there is no file ${place}`,
      'correct the path, or put the file there; of a link, what it leads to',
    );
  }
  return new SourceError(
    'SOURCE_UNREADABLE',
    `${place} is not a whole Parquet file (${error instanceof Error ? error.message : String(error)})`,
    'write the file again: it was cut off or is something else',
    { cause: error },
  );
}

async function readMetadata({ path, place }: SourceFile): Promise<Metadata & { readonly stamp: FileStamp }> {
  const handle = await open(path);
  try {
    const stamp = fileStamp(handle.fd);
    const [read] = await Promise.allSettled([parseMetadata(handle)]);
    if (stamp === undefined || fileStamp(handle.fd) !== stamp) throw sourceChanged(place);
    if (read.status === 'rejected') throw read.reason;
    return { ...read.value, stamp };
  } finally {
    await handle.close();
  }
}

interface Metadata {
  readonly metadata: FileMetaData;
  readonly bytes: number;
}

async function parseMetadata(handle: FileHandle): Promise<Metadata> {
  const { size } = await handle.stat();
  if (size < 12) throw new Error(`it has ${String(size)} bytes`);
  let read = 0;
  const slice = async (start: number, end = size): Promise<ArrayBuffer> => {
    const bytes = new Uint8Array(end - start);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
    read += bytesRead;
    return bytes.buffer.slice(0, bytesRead);
  };
  // Loaded here: what opens no Parquet file starts without it. Of the package this part alone: all of it takes 25 ms.
  const { parquetMetadataAsync } = await import('hyparquet/src/metadata.js');
  const metadata = await parquetMetadataAsync(
    { byteLength: size, slice },
    { parsers: RAW_TIMES, geoparquet: false, initialFetchSize: 1 << 16 },
  );
  return { metadata, bytes: read };
}

/** Statistics as the integers in the file: a Date would lose the microseconds. */
const RAW_TIMES = {
  timestampFromMilliseconds: (value: bigint) => value as never,
  timestampFromMicroseconds: (value: bigint) => value as never,
  timestampFromNanoseconds: (value: bigint) => value as never,
};

/** The schema lists the tree depth first: the root, then each column followed by what lies inside it. */
function topLevel(schema: readonly SchemaElement[]): SchemaElement[] {
  const columns: SchemaElement[] = [];
  for (let i = 1; i < schema.length; i = after(schema, i)) columns.push(schema[i]);
  return columns;
}

function after(schema: readonly SchemaElement[], i: number): number {
  let next = i + 1;
  for (let child = 0; child < (schema[i].num_children ?? 0); child++) next = after(schema, next);
  return next;
}

/** Of two columns of one name nobody could say which is meant. */
function columnsOf(elements: readonly SchemaElement[]): Map<string, SourceColumn> {
  const columns = new Map<string, SourceColumn>();
  for (const element of elements) {
    columns.set(element.name, columns.has(element.name) ? TWICE : columnOf(element));
  }
  return columns;
}

const TWICE: SourceColumn = { type: undefined, described: 'there twice', isTwice: true };

function columnOf(element: SchemaElement): SourceColumn {
  if (element.num_children) return { type: undefined, described: 'nested' };
  if (element.repetition_type === 'REPEATED') return { type: undefined, described: 'a list' };
  const unit = timeUnit(element);
  if (unit) return { type: 'timestamp', described: `timestamp(${unit})`, unit };
  const kind = element.logical_type?.type ?? element.converted_type;
  if (kind !== undefined) {
    const exact = integerKind(element) ?? kind;
    const type = TYPE_OF_KIND[exact];
    return { type, described: type ?? DESCRIBED[exact] ?? exact.toLowerCase() };
  }
  const type = TYPE_OF_PHYSICAL[element.type ?? ''];
  return { type, described: type ?? String(element.type).toLowerCase() };
}

function integerKind({ logical_type: logical }: SchemaElement): string | undefined {
  return logical?.type === 'INTEGER' ? `${logical.isSigned ? '' : 'U'}INT_${String(logical.bitWidth)}` : undefined;
}

const TYPE_OF_PHYSICAL: Readonly<Record<string, SourceColumn['type']>> = {
  BOOLEAN: 'bool',
  INT32: 'int32',
  INT64: 'int64',
  FLOAT: 'float32',
  DOUBLE: 'float64',
  BYTE_ARRAY: 'bytes',
  FIXED_LEN_BYTE_ARRAY: 'bytes',
};

/** Unsigned 64-bit integers, decimals, dates and times of day are not feature types: they would have to convert. */
const TYPE_OF_KIND: Readonly<Record<string, SourceColumn['type']>> = {
  STRING: 'string',
  UTF8: 'string',
  ENUM: 'string',
  JSON: 'string',
  INT_8: 'int32',
  INT_16: 'int32',
  INT_32: 'int32',
  INT_64: 'int64',
  UINT_8: 'int32',
  UINT_16: 'int32',
  UINT_32: 'int64',
  UUID: 'bytes',
  BSON: 'bytes',
};

/** Kinds whose own name would say too little. */
const DESCRIBED: Readonly<Record<string, string>> = { UINT_64: 'uint64 (unsigned, beyond int64)' };

const UNITS: Readonly<Record<string, TimeUnit>> = {
  MILLIS: 'ms',
  MICROS: 'us',
  NANOS: 'ns',
  TIMESTAMP_MILLIS: 'ms',
  TIMESTAMP_MICROS: 'us',
};

function timeUnit({ type, logical_type: logical, converted_type: converted }: SchemaElement): TimeUnit | undefined {
  if (type === 'INT96') return 'ns';
  return logical?.type === 'TIMESTAMP' ? UNITS[logical.unit] : UNITS[converted ?? ''];
}

function rowGroup(
  chunks: readonly { readonly meta_data?: ColumnMetaData }[],
  rows: number,
  columns: Footer['columns'],
): RowGroup {
  const times = new Map<string, { min: number; max: number }>();
  for (const { meta_data: chunk } of chunks) {
    const unit = chunk && chunk.type === 'INT64' && columns.get(chunk.path_in_schema[0])?.unit;
    if (!unit) continue;
    const { min_value: min, max_value: max } = chunk.statistics ?? {};
    if (typeof min === 'bigint' && typeof max === 'bigint') times.set(chunk.path_in_schema[0], outward(min, max, unit));
  }
  return { rows, times };
}

const NANOS = { ms: 1_000_000n, us: 1_000n, ns: 1n } as const;

/** Rounded outward by a whole double: a bound may be too wide, never too narrow. */
function outward(min: bigint, max: bigint, unit: TimeUnit): { min: number; max: number } {
  const low = Number((min * NANOS[unit]) / 1000n) - 1;
  const high = Number((max * NANOS[unit]) / 1000n) + 1;
  return { min: Number.isSafeInteger(low) ? low : -Infinity, max: Number.isSafeInteger(high) ? high : Infinity };
}

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';
import { ParquetSchema, ParquetWriter, type FieldDefinition } from 'parquetjs-lite';
import { UtcFileParts } from './utc-file-parts';

/** `timestamp`: microseconds since 1970 (before it: negative), in UTC. A type with `?` may be null. */
export type ColumnType = 'int64' | 'float' | 'double' | 'timestamp';
export type TableColumns = Readonly<Record<string, ColumnType | `${ColumnType}?`>>;

/**
 * Rows in a row group: what is held in memory at a time.
 */
const ROW_GROUP = 65_536;

/** A Parquet file that is being written under another name until it is whole. */
export interface TableFile {
  readonly rows: number;
  append(row: object): Promise<void>;
  /** Puts the file in its place, in one step. */
  finish(): Promise<void>;
  /** Takes away what was written. Nothing where it is finished. */
  abandon(): Promise<void>;
}

/**
 * Writes rows as a Parquet file: uncompressed, in row groups of 65,536 rows, timestamps marked as UTC. The same rows
 * give the same bytes. The folder is made where it is missing; the file is replaced at the end in one step, so a
 * failure leaves nothing half written.
 * @throws the file system's own error where it cannot be written
 */
export async function writeTable(
  file: string,
  columns: TableColumns,
  rows: Iterable<object>,
): Promise<{ rows: number }> {
  const table = await openTable(file, columns);
  try {
    for (const row of rows) await table.append(row);
    await table.finish();
    return { rows: table.rows };
  } catch (error) {
    await table.abandon();
    throw error;
  }
}

/**
 * The same for rows that come one by one. Whoever opens it finishes or abandons it.
 * @param rowGroupSize rows that are held in memory at a time
 */
export async function openTable(
  file: string,
  columns: TableColumns,
  rowGroupSize: number = ROW_GROUP,
): Promise<TableFile> {
  // A name of its own: two that write one file at once must not write into each other's.
  const part = `${file}.${randomUUID()}.part`;
  await mkdir(dirname(file), { recursive: true });
  const stream = createWriteStream(part);
  await once(stream, 'open');
  const writer = parquetWriter(stream, columns, rowGroupSize);
  let rows = 0;
  return {
    get rows() {
      return rows;
    },
    append: async (row) => {
      await writer.appendRow(row);
      rows += 1;
    },
    finish: async () => {
      await writer.close();
      await closed(stream);
      await rename(part, file);
    },
    abandon: async () => {
      await closed(stream);
      await rm(part, { force: true });
    },
  };
}

async function closed(stream: WriteStream): Promise<void> {
  stream.destroy();
  if (!stream.closed) await once(stream, 'close');
}

function parquetWriter(stream: WriteStream, columns: TableColumns, rowGroupSize: number): ParquetWriter {
  // No page index: the one that parquetjs-lite writes lacks fields that the format requires.
  const layout = { rowGroupSize, pageIndex: false };
  const done = finished(stream);
  done.catch(() => undefined);
  const write = async (bytes: Buffer): Promise<void> => {
    if (!stream.write(bytes)) await Promise.race([once(stream, 'drain'), done]);
  };
  const close = (): Promise<void> => {
    stream.end();
    return done;
  };
  const schema = new ParquetSchema(
    Object.fromEntries(Object.entries(columns).map(([name, type]) => [name, field(type)])),
  );
  const timestamps = Object.keys(columns).filter((name) => columns[name]?.startsWith('timestamp'));
  return new ParquetWriter(schema, new UtcFileParts(schema, timestamps, write, close, layout), layout);
}

/** Times go in as plain integers: parquetjs-lite refuses those before 1970. The footer says what they are. */
const FIELDS = { int64: 'INT64', timestamp: 'INT64', float: 'FLOAT', double: 'DOUBLE' } as const;

function field(type: TableColumns[string]): FieldDefinition {
  return { type: FIELDS[type.replace('?', '') as ColumnType], optional: type.endsWith('?') };
}

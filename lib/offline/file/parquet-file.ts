import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { tableFromIPC } from 'apache-arrow';
import type { Table } from 'apache-arrow';
import { ParquetFile as WasmFile } from 'parquet-wasm';
import { fileStamp } from '../../file-stamp';
import type { FileStamp } from '../../file-stamp';
import { createCostMeter } from './read-cost';
import type { CostMeter } from './read-cost';
import { release } from './release';

/** A row group's columns as they are until `release`, which gives their memory back. */
export interface DecodedGroup {
  readonly table: Table;
  release(): void;
}

/** An open Parquet file; only what is asked for is read from the disk. */
export interface ParquetFile {
  /** The named columns of one row group of `rows` rows. */
  readGroup(rowGroup: number, rows: number, columns: readonly string[]): Promise<DecodedGroup>;
  /** All columns of a file of `rows` rows, as an Arrow IPC stream. */
  readAll(rows: number): Promise<Uint8Array>;
  /** @throws Error where the file was written since it was opened: what was read may be of two minds */
  close(): void;
}

/** What this thread's reading costs. */
export const readCost: CostMeter = createCostMeter();

/** @throws Error where it is not the file any more that had `stamp` */
export async function openParquet(path: string, stamp: FileStamp): Promise<ParquetFile> {
  const fd = openSync(path, 'r');
  readCost.add({ files: 1 });
  const check = (): void => {
    if (fileStamp(fd) !== stamp) throw new Error('it changed while it was read');
  };
  try {
    check();
    const bytes = blobOf(fd);
    const file = await WasmFile.fromFile(bytes.blob);
    return {
      readGroup: async (rowGroup, rows, columns) => {
        readCost.add({ rowGroups: 1 });
        const asked = { rowGroups: [rowGroup], columns: [...new Set(columns)], batchSize: Math.max(rows, 1) };
        const stream = (await file.read(asked)).intoIPCStream();
        bytes.release();
        return { table: tableFromIPC(stream), release: () => release(stream.buffer) };
      },
      readAll: async (rows) => (await file.read({ batchSize: Math.max(rows, 1) })).intoIPCStream(),
      close: () => {
        file.free();
        try {
          check();
        } finally {
          closeSync(fd);
        }
      },
    };
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

/** A file's bytes as the reader takes them, which copies them; `release` gives back those that it took so far. */
interface FileBytes {
  readonly blob: Blob;
  release(): void;
}

/** The part of a Blob that the reader uses. Node's own Blob of a file reads 64 KiB at a time, a promise each. */
function blobOf(fd: number): FileBytes {
  const taken: ArrayBuffer[] = [];
  const slice = (start: number, end: number): Pick<Blob, 'arrayBuffer'> => ({
    arrayBuffer: async () => {
      const bytes = new Uint8Array(end - start);
      const read = readSync(fd, bytes, 0, bytes.length, start);
      readCost.add({ bytes: read });
      if (read < bytes.length) throw new Error('it was cut short while it was read');
      taken.push(bytes.buffer);
      return bytes.buffer;
    },
  });
  return {
    blob: { size: fstatSync(fd).size, slice } as unknown as Blob,
    release: () => {
      for (const buffer of taken.splice(0)) release(buffer);
    },
  };
}

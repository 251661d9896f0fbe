import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { tableFromIPC } from 'apache-arrow';
import type { Table } from 'apache-arrow';
import { ParquetFile as WasmFile } from 'parquet-wasm';
import { fileStamp } from '../../file-stamp';
import type { FileStamp } from '../../file-stamp';
import { createCostMeter } from './read-cost';
import type { CostMeter } from './read-cost';

/** An open Parquet file; only what is asked for is read from the disk. */
export interface ParquetFile {
  /** The named columns of one row group of `rows` rows. */
  readGroup(rowGroup: number, rows: number, columns: readonly string[]): Promise<Table>;
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
    const file = await WasmFile.fromFile(blobOf(fd));
    return {
      readGroup: async (rowGroup, rows, columns) => {
        readCost.add({ rowGroups: 1 });
        const asked = { rowGroups: [rowGroup], columns: [...new Set(columns)], batchSize: Math.max(rows, 1) };
        return tableFromIPC((await file.read(asked)).intoIPCStream());
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

/** The part of a Blob that the reader uses. Node's own Blob of a file reads 64 KiB at a time, a promise each. */
function blobOf(fd: number): Blob {
  const slice = (start: number, end: number): Pick<Blob, 'arrayBuffer'> => ({
    arrayBuffer: async () => {
      const bytes = new Uint8Array(end - start);
      const read = readSync(fd, bytes, 0, bytes.length, start);
      readCost.add({ bytes: read });
      if (read < bytes.length) throw new Error('it was cut short while it was read');
      return bytes.buffer;
    },
  });
  return { size: fstatSync(fd).size, slice } as unknown as Blob;
}

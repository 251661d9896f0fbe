import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { tableToIPC } from 'apache-arrow';
import type { Table } from 'apache-arrow';
import { InputError } from '../errors';

/** Writes an Arrow table as Parquet (snappy). The file is there whole or not at all. */
export async function writeTable(table: Table, file: string): Promise<void> {
  const wasm = await import('parquet-wasm');
  const bytes = wasm.writeParquet(wasm.Table.fromIPCStream(tableToIPC(table, 'stream')));
  await writeWhole(file, bytes);
}

/** Writes beside the file, then renames. @throws InputError where the folder is not there or not writable */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  // A name of its own: two that write one file at once must not write into each other's.
  const beside = `${file}.${randomUUID()}.tmp`;
  try {
    await writeFile(beside, content);
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw new InputError(
      'INPUT_INVALID',
      `${file} cannot be written (${error instanceof Error ? error.message : String(error)})`,
      'name a file in a folder that is there, writable, and has room',
      { cause: error },
    );
  }
}

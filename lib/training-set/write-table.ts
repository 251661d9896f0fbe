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
  const beside = `${file}.${String(process.pid)}.tmp`;
  try {
    await writeFile(beside, content);
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw new InputError(
      'INPUT_INVALID',
      `${file} cannot be written (${error instanceof Error ? error.message : String(error)})`,
      'name a file in a folder that is there and writable',
      { cause: error },
    );
  }
}

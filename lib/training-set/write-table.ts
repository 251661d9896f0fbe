import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { tableToIPC } from 'apache-arrow';
import type { Table } from 'apache-arrow';
import type { Table as WasmTable } from 'parquet-wasm';
import { InputError } from '../errors';
import { writeTarget } from './write-target';

/** Rows that are turned into Parquet at once: beside what is written, so many are held in the forms between. */
export const PIECE = 100_000;

/**
 * Writes a table as Parquet (snappy) that is made piece by piece, and never there as a whole. The file is there whole or
 * not at all.
 * @param piece rows `from` to `to` − 1 in tables of one schema; of no rows one without any
 */
export async function writePieces(
  rows: number,
  piece: (from: number, to: number) => readonly Table[],
  file: string,
): Promise<void> {
  const wasm = await import('parquet-wasm');
  const decoded = (from: number): WasmTable[] =>
    piece(from, Math.min(from + PIECE, rows)).map((table) => wasm.Table.fromIPCStream(tableToIPC(table, 'stream')));
  const first = decoded(0);
  // Without rows there is no batch, and a stream of none has no schema.
  if (rows <= PIECE && first.length === 1) return writeWhole(file, wasm.writeParquet(first[0]));
  let failure: unknown;
  const batches = streamOf(
    function* () {
      for (const table of first) yield* table.recordBatches();
      for (let from = PIECE; from < rows; from += PIECE) {
        for (const table of decoded(from)) yield* table.recordBatches();
      }
    },
    (error) => (failure = error),
  );
  const encoded = (await wasm.transformParquetStream(batches)) as AsyncIterable<Uint8Array>;
  const whole = async function* (): AsyncGenerator<Uint8Array> {
    yield* encoded;
    if (failure !== undefined) throw failure as Error;
  };
  await writeWhole(file, whole());
}

/** Ends where one fails, and tells: a stream that fails itself would end the process, as the writer knows of none. */
function streamOf<T>(items: () => Generator<T, void>, onFailure: (error: unknown) => void): ReadableStream<T> {
  const all = items();
  const pull = (controller: ReadableStreamDefaultController<T>): void => {
    try {
      const next = all.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    } catch (error) {
      onFailure(error);
      controller.close();
    }
  };
  return new ReadableStream({ pull }, { highWaterMark: 0 });
}

/** Writes beside the file (of a link, the one that it leads to), then renames. @throws InputError where the folder is not there or not writable */
export async function writeWhole(
  file: string,
  content: string | Uint8Array | Iterable<string> | AsyncIterable<Uint8Array>,
): Promise<void> {
  const target = await writeTarget(file);
  // A name of its own: two that write one file at once must not write into each other's.
  const beside = `${target}.${randomUUID()}.tmp`;
  try {
    await writeFile(beside, content);
    await rename(beside, target);
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

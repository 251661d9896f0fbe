import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Column } from '../../columns/column';
import { sliceColumn } from '../../columns/columns';

/** Writes columns as a Parquet file, its folder included. The file is there whole or not at all. */
export async function writeColumns(file: string, columns: ReadonlyMap<string, Column>): Promise<void> {
  mkdirSync(dirname(file), { recursive: true });
  // Loaded here: Apache Arrow takes longer than all the rest.
  const [{ columnToArrow, batchesOf }, { writePieces }] = await Promise.all([
    import('../../columns/arrow.js'),
    import('../../training-set/write-table.js'),
  ]);
  const all = [...columns];
  const piece = (from: number, to: number) =>
    batchesOf(
      all.map(([name, column]) => [name, columnToArrow(sliceColumn(column, from, to))]),
      (name) => columns.get(name)?.valid?.includes(0) ?? false,
    );
  await writePieces(all[0]?.[1].values.length ?? 0, piece, file);
}

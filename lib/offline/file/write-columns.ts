import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Column } from '../../column';

/** Writes columns as a Parquet file, its folder included. The file is there whole or not at all. */
export async function writeColumns(file: string, columns: ReadonlyMap<string, Column>): Promise<void> {
  mkdirSync(dirname(file), { recursive: true });
  // Loaded here: Apache Arrow takes longer than all the rest.
  const [{ Table }, { columnToArrow }, { writeTable }] = await Promise.all([
    import('apache-arrow'),
    import('../../arrow.js'),
    import('../../training-set/write-table.js'),
  ]);
  await writeTable(
    new Table(Object.fromEntries([...columns].map(([name, column]) => [name, columnToArrow(column)]))),
    file,
  );
}

import type { Table } from 'apache-arrow';
import type { ParquetFile } from 'parquet-wasm';
import { openParquet, readGroup } from './decode';
import type { GroupRef } from './tasks';

/** A file that could not be decoded; the thread that asked says which. */
export class GroupError extends Error {
  readonly place: string;

  constructor(place: string, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.place = place;
  }
}

/** Told before a group is decoded, so that a reader that takes its thread down can be blamed on a file. */
let announce: (group: number) => void = () => undefined;

export function onGroup(listener: (group: number) => void): void {
  announce = listener;
}

/** Decodes the groups one after the other and hands each to `use`. One file is open at a time. */
export async function eachGroup(
  groups: readonly GroupRef[],
  columns: readonly string[],
  use: (table: Table, group: GroupRef, i: number) => void,
): Promise<void> {
  let path = '';
  let file: ParquetFile | undefined;
  for (const [i, group] of groups.entries()) {
    announce(i);
    try {
      if (group.path !== path) {
        file?.free();
        file = await openParquet(group.path);
        path = group.path;
      }
      const table = await readGroup(file as ParquetFile, group, columns);
      if (table.numRows !== group.rows) throw new Error(`it changed while it was read`);
      use(table, group, i);
    } catch (error) {
      throw new GroupError(group.place, error);
    }
  }
  file?.free();
}

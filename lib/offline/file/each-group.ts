import type { Table } from 'apache-arrow';
import { openParquet } from './parquet-file';
import type { ParquetFile } from './parquet-file';
import type { AheadTask, GroupRef } from './tasks';

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
  const files = createFiles();
  for (const [i, group] of groups.entries()) {
    announce(i);
    try {
      use(ahead.get(nameOf(group, columns)) ?? (await readGroup(files, group, columns)), group, i);
    } catch (error) {
      throw new GroupError(group.place, error);
    } finally {
      ahead.delete(nameOf(group, columns));
    }
  }
  files.close();
  ahead.clear();
}

/** Tables that were decoded ahead, by what they were asked by. */
const ahead = new Map<string, Table>();

/** Decodes the groups for the task that comes next, if it asks for the same columns of them. */
export async function decodeAhead({ groups, columns }: AheadTask): Promise<undefined> {
  const files = createFiles();
  for (const group of groups) ahead.set(nameOf(group, columns), await readGroup(files, group, columns));
  files.close();
  return undefined;
}

function nameOf({ path, rowGroup }: GroupRef, columns: readonly string[]): string {
  return JSON.stringify([path, rowGroup, columns]);
}

async function readGroup(files: Files, group: GroupRef, columns: readonly string[]): Promise<Table> {
  const table = await (await files.open(group.path)).readGroup(group.rowGroup, group.rows, columns);
  if (table.numRows !== group.rows) throw new Error(`it changed while it was read`);
  return table;
}

/** The file that was opened last: groups come file by file. */
interface Files {
  open(path: string): Promise<ParquetFile>;
  close(): void;
}

function createFiles(): Files {
  let current: { readonly path: string; readonly file: ParquetFile } | undefined;
  const close = (): void => {
    current?.file.close();
    current = undefined;
  };
  return {
    open: async (path) => {
      if (current?.path !== path) {
        close();
        current = { path, file: await openParquet(path) };
      }
      return current.file;
    },
    close,
  };
}

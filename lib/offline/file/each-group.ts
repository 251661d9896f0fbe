import type { Table } from 'apache-arrow';
import { openParquet } from './parquet-file';
import type { DecodedGroup, ParquetFile } from './parquet-file';
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

/**
 * Decodes the groups one after the other and hands each to `use`, which keeps nothing of the table: its memory is given
 * back. One file is open at a time.
 */
export async function eachGroup(
  groups: readonly GroupRef[],
  columns: readonly string[],
  use: (table: Table, group: GroupRef, i: number) => void,
): Promise<void> {
  const files = createFiles();
  for (const [i, group] of groups.entries()) {
    announce(i);
    try {
      const decoded = ahead.get(nameOf(group, columns)) ?? (await readGroup(files, group, columns));
      use(decoded.table, group, i);
      decoded.release();
    } catch (error) {
      throw error instanceof GroupError ? error : new GroupError(group.place, error);
    } finally {
      ahead.delete(nameOf(group, columns));
    }
  }
  files.close();
  ahead.clear();
}

/** Tables that were decoded ahead, by what they were asked by. */
const ahead = new Map<string, DecodedGroup>();

/** Decodes the groups for the task that comes next, if it asks for the same columns of them. */
export async function decodeAhead({ groups, columns }: AheadTask): Promise<undefined> {
  const files = createFiles();
  const tables: [string, DecodedGroup][] = [];
  for (const group of groups) tables.push([nameOf(group, columns), await readGroup(files, group, columns)]);
  // Kept only once it is known that the files did not change meanwhile.
  files.close();
  for (const [name, table] of tables) ahead.set(name, table);
  return undefined;
}

function nameOf({ path, stamp, rowGroup }: GroupRef, columns: readonly string[]): string {
  return JSON.stringify([path, stamp, rowGroup, columns]);
}

async function readGroup(files: Files, group: GroupRef, columns: readonly string[]): Promise<DecodedGroup> {
  const decoded = await (await files.open(group)).readGroup(group.rowGroup, group.rows, columns);
  const { numRows } = decoded.table;
  if (numRows === group.rows) return decoded;
  throw new Error(`a row group has ${String(numRows)} rows, its footer says ${String(group.rows)}`);
}

/** The file that was opened last: groups come file by file. */
interface Files {
  open(group: GroupRef): Promise<ParquetFile>;
  /** @throws GroupError where the file changed since it was opened */
  close(): void;
}

function createFiles(): Files {
  let current: { readonly group: GroupRef; readonly file: ParquetFile } | undefined;
  const close = (): void => {
    const last = current;
    current = undefined;
    try {
      last?.file.close();
    } catch (error) {
      throw new GroupError(last?.group.place ?? '', error);
    }
  };
  return {
    open: async (group) => {
      if (current?.group.path !== group.path) {
        close();
        current = { group, file: await openParquet(group.path, group.stamp) };
      }
      return current.file;
    },
    close,
  };
}

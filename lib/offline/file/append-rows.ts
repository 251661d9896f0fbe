import { existsSync, statSync } from 'node:fs';
import { dirname, matchesGlob, resolve } from 'node:path';
import type { Table } from 'apache-arrow';
import type * as Arrow from '../../columns/arrow';
import type { Column } from '../../columns/column';
import { copyRows, emptyColumn } from '../../columns/columns';
import type { FileSource } from '../../definitions/file-source';
import { SourceError } from '../../errors';
import { nextPushedFile } from './pushed-file';
import { writeColumns } from './write-columns';

export interface AppendOptions {
  readonly folder: string;
  readonly expand: (text: string, source: string) => string;
  readonly readTable: (path: string) => Promise<Table>;
}

/**
 * Adds rows behind those of the source's last path: a file of their own where that is a folder or a glob; where it is
 * one file, that file anew with the rows behind its own. Written beside and renamed: there whole or not at all.
 * @throws SourceError where a new file would not be one of the source's
 */
export async function appendRows(
  source: FileSource,
  columns: ReadonlyMap<string, Column>,
  { folder, expand, readTable }: AppendOptions,
): Promise<void> {
  const path = resolve(folder, expand(source.paths.at(-1) ?? '', source.name));
  const isGlob = /[*?[{]/.test(path) && !existsSync(path);
  const isFolder = !isGlob && (statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? !path.endsWith('.parquet'));
  if (isGlob) return writeColumns(newFileFor(source, path), columns);
  if (isFolder) return writeColumns(nextPushedFile(path), columns);
  return writeColumns(path, existsSync(path) ? behind(path, await readTable(path), columns, await arrow()) : columns);
}

function arrow(): Promise<typeof Arrow> {
  return import('../../columns/arrow.js');
}

/** The rows of `table`, then those of `columns`. */
function behind(
  path: string,
  table: Table,
  columns: ReadonlyMap<string, Column>,
  { columnFromArrow }: typeof Arrow,
): ReadonlyMap<string, Column> {
  return new Map(
    [...columns].map(([name, added]) => {
      const vector = table.getChild(name);
      if (!vector) throw new TypeError(`${name} is not in the file`);
      try {
        return [name, joined(columnFromArrow(vector, added.type), added)];
      } catch (error) {
        if (error instanceof RangeError) throw beyondNanoseconds(name, path);
        throw error;
      }
    }),
  );
}

/** What is pushed has nanoseconds, and the file a time that these do not hold. */
function beyondNanoseconds(name: string, path: string): SourceError {
  return new SourceError(
    'SOURCE_UNREADABLE',
    `${path}: ${name} has a time before 1677 or after 2262, which the nanoseconds of the pushed rows do not hold`,
    `push ${name} without nanoseconds, or push with to: 'online'`,
  );
}

/** A timestamp gets the finer of the two resolutions. */
function joined(first: Column, second: Column): Column {
  const parts = [first, second];
  const units = parts.flatMap((part) => (part.type === 'timestamp' ? [part.unit] : []));
  const length = first.values.length + second.values.length;
  const both = emptyColumn(
    first.type,
    length,
    (['ns', 'us', 'ms'] as const).find((unit) => units.includes(unit)),
  );
  let at = 0;
  for (const part of parts) {
    copyRows(
      part,
      Int32Array.from({ length: part.values.length }, (_, row) => row),
      both,
      at,
    );
    at += part.values.length;
  }
  return both;
}

function newFileFor(source: FileSource, glob: string): string {
  const folder = dirname(glob);
  const file = nextPushedFile(folder);
  if (!/[*?[{]/.test(folder) && matchesGlob(file, glob)) return file;
  throw new SourceError(
    'SOURCE_UNREADABLE',
    `source ${source.name}: pushed rows need a file of their own, and ${glob} would not match ${file}`,
    'make path a folder, or a glob such as data/stats/*.parquet',
  );
}

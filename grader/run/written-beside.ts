import { lstatSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

/** What each file of a folder looks like, by its path: to be compared with a later look. */
export type Look = ReadonlyMap<string, string>;

export function lookAt(folder: string): Look {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => !entry.isDirectory());
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const { mtimeMs, size } = lstatSync(path);
      return [relative(folder, path).replaceAll('\\', '/'), `${String(mtimeMs)} ${String(size)}`];
    }),
  );
}

/** Paths of files that came or changed since. */
export function writtenSince(before: Look, folder: string): readonly string[] {
  return [...lookAt(folder)].filter(([path, look]) => before.get(path) !== look).map(([path]) => path);
}

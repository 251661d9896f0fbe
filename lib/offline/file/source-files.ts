import { globSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { FileSource } from '../../definitions/file-source';
import { SourceError } from '../../errors';
import { isUrl } from '../../is-url';
import { parquetFilesIn } from './parquet-files-in';
import { isPushedFile } from './pushed-file';

/** One Parquet file of a source. */
export interface SourceFile {
  readonly path: string;
  /** What messages call it: relative to the repository where it lies inside, with `/`. */
  readonly place: string;
}

/**
 * The files of a source in source order: the array's order, and within a glob or a folder the paths' order.
 * A folder stands for every .parquet file in it, at any depth, but for what begins with . or _.
 * @throws SourceError SOURCE_MISSING naming the path that leads to no file
 */
export function sourceFiles(
  source: FileSource,
  folder: string,
  expand: (text: string, source: string) => string,
): SourceFile[] {
  return source.paths.flatMap((text) => {
    const path = expand(text, source.name);
    const found = filesAt(resolve(folder, path), folder);
    if (found.length > 0) return found.map((file) => ({ path: file, place: placeOf(file, folder) }));
    if (isUrl(path)) throw notAPath(source.name, path);
    throw new SourceError(
      'SOURCE_MISSING',
      `source ${source.name}: there is no Parquet file at ${path} (looked in ${folder})`,
      'put the file there, or correct path in the source; paths start at the folder of feature_store.yaml',
    );
  });
}

function notAPath(source: string, path: string): SourceError {
  return new SourceError(
    'SOURCE_MISSING',
    `source ${source}: ${path} is a URL, and a fileSource reads files of this machine`,
    `write a path; for an object store, a duckDbSource with query: "SELECT * FROM read_parquet('s3://…')"`,
  );
}

function filesAt(path: string, folder: string): string[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isFile()) return [path];
  if (stat?.isDirectory()) return inPathOrder(parquetFilesIn(path));
  if (!/[*?[{]/.test(path)) return [];
  const pattern = relative(folder, path).split(sep).join('/');
  const matches = globSync(pattern, { cwd: folder }).map((match) => resolve(folder, match));
  // `**` matches a folder and the files in it.
  return inPathOrder([...new Set(matches.flatMap(filesOfMatch))]);
}

function filesOfMatch(match: string): string[] {
  const stat = statSync(match, { throwIfNoEntry: false });
  if (stat?.isDirectory()) return parquetFilesIn(match);
  return stat ? [match] : [];
}

/**
 * By code points with `/` between folders, so that the order is the same on every system; what was pushed is behind
 * all else, so that a full tie is the pushed row, as it is online.
 */
function inPathOrder(paths: string[]): string[] {
  const keyed = paths.map((path) => ({
    path,
    pushed: isPushedFile(path),
    bytes: Buffer.from(path.split(sep).join('/')),
  }));
  keyed.sort((a, b) => Number(a.pushed) - Number(b.pushed) || Buffer.compare(a.bytes, b.bytes));
  return keyed.map(({ path }) => path);
}

function placeOf(path: string, folder: string): string {
  const inside = relative(folder, path);
  return (inside.startsWith('..') || isAbsolute(inside) ? path : inside).split(sep).join('/');
}

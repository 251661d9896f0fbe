import { existsSync, globSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, matchesGlob, relative, resolve, sep } from 'node:path';
import type { FileSource } from '../../definitions/file-source';
import { SourceError } from '../../errors';
import { isUrl } from '../../is-url';
import { parquetFilesIn, wouldBeFound } from './parquet-files-in';
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
 * @throws SourceError SOURCE_MISSING naming the path that leads to no file; SOURCE_UNREADABLE for a URL, and for a folder
 * that may not be read
 */
export function sourceFiles(
  source: FileSource,
  folder: string,
  expand: (text: string, source: string) => string,
): SourceFile[] {
  return source.paths.flatMap((text) => {
    const path = expand(text, source.name);
    const found = lookedInto(source.name, path, () => filesAt(resolve(folder, path), folder));
    if (found.length > 0) return found.map((file) => ({ path: file, place: placeOf(file, folder) }));
    if (isUrl(path)) throw notAPath(source.name, path);
    throw new SourceError(
      'SOURCE_MISSING',
      `source ${source.name}: there is no Parquet file at ${path} (looked in ${folder})`,
      'put the file there, or correct path in the source; paths start at the folder of feature_store.yaml',
    );
  });
}

/** Would `file`, which is not there yet, be one of the source's, since it lies in a folder of it or fits a glob? */
export function wouldBeRead(
  file: string,
  source: FileSource,
  folder: string,
  expand: (text: string, source: string) => string,
): boolean {
  const real = join(realFolder(dirname(file)), basename(file));
  return source.paths.some((text) => {
    const path = resolve(folder, expand(text, source.name));
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return isFoundIn(realpathSync(path), real);
    return /[*?[{]/.test(path) && [file, real].some((written) => fitsGlob(written, path, folder));
  });
}

/** Itself, where it is not there yet. */
function realFolder(path: string): string {
  return existsSync(path) ? realpathSync(path) : path;
}

function isFoundIn(top: string, file: string): boolean {
  const inside = relative(top, file);
  return !inside.startsWith('..') && !isAbsolute(inside) && wouldBeFound(inside.split(sep).join('/'));
}

/** It or a folder that it lies in. */
function fitsGlob(file: string, path: string, folder: string): boolean {
  const [written, pattern] = [file, path].map((one) => relative(folder, one).split(sep).join('/'));
  if (matchesGlob(written, pattern)) return true;
  for (let at = dirname(file); at !== dirname(at); at = dirname(at)) {
    if (matchesGlob(relative(folder, at).split(sep).join('/'), pattern)) return isFoundIn(at, file);
  }
  return false;
}

/** @throws SourceError where the system does not let one look */
function lookedInto(source: string, path: string, look: () => string[]): string[] {
  try {
    return look();
  } catch (error) {
    const { message } = error as Error;
    throw new SourceError(
      'SOURCE_UNREADABLE',
      `source ${source}: ${path} cannot be looked into (${message})`,
      'make it and the folders in it readable for whoever runs this, or correct path in the source',
      { cause: error },
    );
  }
}

function notAPath(source: string, path: string): SourceError {
  return new SourceError(
    'SOURCE_UNREADABLE',
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

import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';

import { GraderError } from '../grader-error';

const MOST_FILES = 2000;
const MOST_BYTES = 100_000_000;
const [TYPE, REGULAR] = [0o170000, 0o100000];

/** What macOS, Windows and git pack along. */
const LEFT_OUT = /(^|\/)(__MACOSX|\.DS_Store|Thumbs\.db|\.git)(\/|$)/;

/**
 * Unpacks a zip file into a new folder: regular files only, none outside the folder, none twice, no more and no bigger
 * than a homework is, whatever the file says of itself. A folder around all of it is taken off.
 * @throws GraderError for what is no such file
 */
export async function unzipInto(folder: string, file: string): Promise<void> {
  try {
    const entries = await entriesOf(file);
    const around = commonFolder(entries.map(({ fileName }) => fileName));
    mkdirSync(folder, { recursive: true });
    await extract(folder, file, around);
  } catch (error) {
    if (error instanceof GraderError) throw error;
    throw refuse(file, error instanceof Error ? error.message : String(error));
  }
}

/** Each path is checked by yauzl: relative, without `..`. */
async function entriesOf(file: string): Promise<readonly Entry[]> {
  const zip = await openZip(file);
  const entries: Entry[] = [];
  let bytes = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      if (LEFT_OUT.test(entry.fileName)) continue;
      const type = (entry.externalFileAttributes >>> 16) & TYPE;
      if (!isFolder(entry) && type !== 0 && type !== REGULAR)
        throw refuse(file, `${entry.fileName} is no regular file`);
      bytes += entry.uncompressedSize;
      if (bytes > MOST_BYTES) throw refuse(file, `it holds more than ${String(MOST_BYTES / 1e6)} MB`);
      if (!isFolder(entry)) entries.push(entry);
      if (entries.length > MOST_FILES) throw refuse(file, `it holds more than ${String(MOST_FILES)} files`);
    }
    return entries;
  } finally {
    zip.close();
  }
}

async function extract(folder: string, file: string, around: string): Promise<void> {
  const zip = await openZip(file);
  try {
    for await (const entry of zip.eachEntry()) {
      if (LEFT_OUT.test(entry.fileName) || isFolder(entry)) continue;
      const target = join(folder, entry.fileName.slice(around.length));
      mkdirSync(dirname(target), { recursive: true });
      // yauzl ends a stream that brings more bytes than its entry said; `wx`: a path that comes twice is refused.
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target, { flags: 'wx', mode: 0o644 }));
    }
  } finally {
    zip.close();
  }
}

function openZip(file: string): Promise<ZipFile> {
  return openPromise(file, { lazyEntries: true, autoClose: false, validateEntrySizes: true });
}

function isFolder({ fileName }: Entry): boolean {
  return fileName.endsWith('/');
}

/** `fraud-main/` where all paths begin with it, else nothing. */
function commonFolder(paths: readonly string[]): string {
  const first = /^[^/]+\//.exec(paths[0] ?? '')?.[0] ?? '';
  return first !== '' && paths.every((path) => path.startsWith(first)) ? first : '';
}

function refuse(file: string, why: string): GraderError {
  return new GraderError(`${file} cannot be unpacked (${why})`, 'ask for a zip file of the homework’s folder alone');
}

import { fstatSync, statSync } from 'node:fs';

/**
 * Tells what a file held at one moment from what it holds at another: which file it is, its size, and when it was last
 * written, as fine as the file system keeps it. A file that gave way to another by a rename has another stamp too.
 */
export type FileStamp = string;

/** @param file a path, or an open file's number. Undefined where there is none that can be looked at */
export function fileStamp(file: string | number): FileStamp | undefined {
  try {
    const { dev, ino, size, mtimeNs } =
      typeof file === 'number' ? fstatSync(file, { bigint: true }) : statSync(file, { bigint: true });
    return [dev, ino, size, mtimeNs].join(' ');
  } catch {
    return undefined;
  }
}

import { cpSync, existsSync, lchownSync, lstatSync, mkdirSync, readdirSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import { folderSize } from '../sandbox/folder-size';
import { removeFolder } from './remove-folder';

/**
 * A private copy, at `to`, of the folder `name` that a submission made in `place`: folders, regular files, and links as
 * links (they lead somewhere only in the sandbox). Pipes, sockets and devices are left out; nothing is followed, but
 * the folder itself may be a link to one beside it. Where there is none, or where it holds more than `most` bytes (a
 * sparse file is small only until it is copied), the copy is empty.
 */
export function copyFolder(
  place: string,
  name: string,
  to: string,
  uid: number | undefined,
  most: number = Infinity,
): void {
  const from = existsSync(join(place, name)) ? realpathSync(join(place, name)) : undefined;
  const isInside = from?.startsWith(realpathSync(place) + sep) === true && lstatSync(from).isDirectory();
  if (from !== undefined && isInside && folderSize(from, most) <= most) {
    copyOrNothing(from, to);
  } else mkdirSync(to);
  if (uid === undefined) return;
  lchownSync(to, uid, uid);
  for (const path of readdirSync(to, { recursive: true, encoding: 'utf8' })) lchownSync(join(to, path), uid, uid);
}

/** What a submission closed to all readers, or made too deep to copy, is a store that nobody can serve from. */
function copyOrNothing(from: string, to: string): void {
  try {
    cpSync(from, to, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true, filter: isOrdinary });
  } catch {
    removeFolder(to);
    mkdirSync(to);
  }
}

function isOrdinary(path: string): boolean {
  const stat = lstatSync(path);
  return stat.isFile() || stat.isDirectory() || stat.isSymbolicLink();
}

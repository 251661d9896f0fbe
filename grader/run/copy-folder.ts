import { cpSync, lchownSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A private copy of what a submission wrote: folders, regular files, and links as links (they lead somewhere only in
 * the sandbox). Pipes, sockets and devices are left out; nothing is followed.
 */
export function copyFolder(from: string, to: string, uid: number | undefined): void {
  cpSync(from, to, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true, filter: isOrdinary });
  if (uid === undefined) return;
  lchownSync(to, uid, uid);
  for (const name of readdirSync(to, { recursive: true, encoding: 'utf8' })) lchownSync(join(to, name), uid, uid);
}

function isOrdinary(path: string): boolean {
  const stat = lstatSync(path);
  return stat.isFile() || stat.isDirectory() || stat.isSymbolicLink();
}

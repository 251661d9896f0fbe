import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A file of nothing takes room too, and a small one as much. */
const LEAST = 4096;

/**
 * Bytes under `folder`, counted no further than just beyond `cap`. Links are not followed. A folder that cannot be
 * looked into, because it was closed or lies deeper than a path may be long, may hold anything: that is beyond any cap.
 */
export function folderSize(folder: string, cap: number): number {
  let total = 0;
  const open = [folder];
  for (let place = open.pop(); place !== undefined && total <= cap; place = open.pop()) {
    const entries = entriesOf(place);
    if (entries === undefined) return Infinity;
    for (const entry of entries) {
      const path = join(place, entry.name);
      if (entry.isDirectory()) open.push(path);
      total += Math.max(LEAST, entry.isFile() ? sizeOf(path) : 0);
      if (total > cap) break;
    }
  }
  return total;
}

/** Bytes of the largest file under `folder`, as `folderSize` counts them; 0 where there is none to be seen. */
export function largestFile(folder: string): number {
  let largest = 0;
  const open = [folder];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    for (const entry of entriesOf(place) ?? []) {
      const path = join(place, entry.name);
      if (entry.isDirectory()) open.push(path);
      else if (entry.isFile()) largest = Math.max(largest, sizeOf(path));
    }
  }
  return largest;
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    // It may have gone since one looked.
    return error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR'].includes(String(error.code))
      ? []
      : undefined;
  }
}

/** What it takes on the disk, or would if it were copied: holes in a sparse file count. */
function sizeOf(path: string): number {
  try {
    const { blocks, size } = lstatSync(path);
    return Math.max(size, blocks * 512);
  } catch {
    return 0;
  }
}

import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

const PUSHED = /^~pushed-(\d{8})\.parquet$/;

/** A file of pushed rows: the last of its source, whatever the others are called. */
export function isPushedFile(path: string): boolean {
  return PUSHED.test(basename(path));
}

/** The next one in a folder, numbered from 1. */
export function nextPushedFile(folder: string): string {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const number = Math.max(0, ...names.map((name) => Number(PUSHED.exec(name)?.[1] ?? 0))) + 1;
  return join(folder, `~pushed-${String(number).padStart(8, '0')}.parquet`);
}

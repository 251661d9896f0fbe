import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes a file so that whoever reads it, after a kill too, finds the old text or the new one: to a file beside it,
 * then renamed. Makes the folder.
 * @param durable to the disk before it is renamed, for what cannot be made again at once
 */
export function writeWhole(file: string, text: string, durable = false): void {
  mkdirSync(dirname(file), { recursive: true });
  const beside = `${file}.${String(process.pid)}.part`;
  try {
    const handle = openSync(beside, 'w');
    try {
      writeFileSync(handle, text);
      if (durable) fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { GraderError } from '../grader-error';
import { CLASS_FOLDER } from './out-files';

/**
 * Keeps a second batch out of `out` as long as this process has it. What a killed one left behind is no lock.
 * @returns gives it back
 * @throws GraderError where another process has it
 */
export function lockOut(out: string): () => void {
  const file = join(out, CLASS_FOLDER, '.lock');
  mkdirSync(join(out, CLASS_FOLDER), { recursive: true });
  const holder = holderOf(file);
  if (holder !== undefined) {
    throw new GraderError(
      `another batch (process ${String(holder)}) is writing to ${out}`,
      `wait for it, or stop it; if there is none, delete ${file}`,
    );
  }
  writeFileSync(file, String(process.pid));
  return () => rmSync(file, { force: true });
}

function holderOf(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    if (pid === process.pid) return undefined;
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    // EPERM: somebody else's process, and alive.
    return error instanceof Error && 'code' in error && error.code === 'EPERM' ? -1 : undefined;
  }
}

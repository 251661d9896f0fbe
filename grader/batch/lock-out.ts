import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { GraderError } from '../grader-error';
import { CLASS_FOLDER } from './out-files';
import { readRun } from './run-record';

/**
 * Keeps a second batch out of `out` as long as this process has it. What a killed one left behind is no lock.
 * @returns gives it back
 * @throws GraderError where another process has it
 */
export function lockOut(out: string): () => void {
  const file = join(out, CLASS_FOLDER, '.lock');
  mkdirSync(join(out, CLASS_FOLDER), { recursive: true });
  if (!take(file)) {
    const holder = holderOf(file);
    if (holder !== undefined) throw isHeld(out, file, `process ${String(holder)}`);
    rmSync(file, { force: true });
    if (!take(file)) throw isHeld(out, file, 'it came first');
  }
  return () => rmSync(file, { force: true });
}

/**
 * The same, of a folder that holds a grading.
 * @throws GraderError where nothing was graded to `out`; nothing is written there then
 */
export function lockGraded(out: string): () => void {
  readRun(out);
  return lockOut(out);
}

/** Makes the lock, which is one step: of two that try, one gets it. */
function take(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function isHeld(out: string, file: string, who: string): GraderError {
  return new GraderError(
    `another batch (${who}) is writing to ${out}`,
    `wait for it, or stop it; if there is none, delete ${file}`,
  );
}

/** The process whose lock it is; undefined where none is alive. */
function holderOf(file: string): number | undefined {
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  // 0 and below would ask for whole groups of processes.
  if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return undefined;
  try {
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    // EPERM: somebody else's process, and alive.
    return codeOf(error) === 'EPERM' ? pid : undefined;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

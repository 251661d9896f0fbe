import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that is gone when the process ends; `next()` answers a new one in it. */
export function scratch() {
  const folder = mkdtempSync(join(tmpdir(), 'featlab-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return { folder, next: () => mkdtempSync(join(folder, 'run-')) };
}

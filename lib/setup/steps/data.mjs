import { existsSync, mkdirSync, statSync } from 'node:fs';
import { capture } from '../capture.mjs';
import { Problem } from '../problem.mjs';
import { inRoot, root } from '../root.mjs';

const stamp = inRoot('dist', '.featlab-build');

/** The class's file: five drivers, fifteen days, the same for everybody. The notebooks make their own repositories. */
export const dataFile = inRoot('my-notebooks', 'data', 'driver_stats.parquet');

/** Made anew where a newer build may make other rows. */
export async function data(node) {
  if (dataIsThere()) return 'already there';
  mkdirSync(inRoot('my-notebooks', 'data'), { recursive: true });
  const script = inRoot('dist', 'data-gen', 'cli.js');
  const { code, stdout, stderr } = await capture(node, [script, 'drivers', '--out', dataFile], { cwd: root });
  if (code !== 0) throw new Problem(`the data could not be made: ${(stderr || stdout).trim()}`, 'npm run doctor');
  return undefined;
}

export function dataIsThere() {
  return existsSync(dataFile) && existsSync(stamp) && statSync(dataFile).mtimeMs >= statSync(stamp).mtimeMs;
}

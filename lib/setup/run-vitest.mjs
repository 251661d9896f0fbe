import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { passThrough } from './capture.mjs';
import { inRoot, root } from './root.mjs';

/** vitest's own count of `passed` and `failed`; a run without a report, or ended badly without a failed test, is a failure. */
export async function runVitest(node, args = []) {
  const report = inRoot('.lab', 'vitest.json');
  mkdirSync(inRoot('.lab'), { recursive: true });
  rmSync(report, { force: true });
  const env = process.stdout.isTTY ? process.env : { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined };
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const all = ['node_modules/vitest/vitest.mjs', 'run', ...args, ...reporters];
  const code = await passThrough(node, all, { cwd: root, env });
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'));
  return { passed: numPassedTests, failed: code === 0 ? numFailedTests : Math.max(1, numFailedTests) };
}

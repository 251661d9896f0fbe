import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { packageRoot } from '../../package-root';

const ASKED = `
  require('./dist/lib/columns/arrow.js');
  const files = Object.keys(require.cache).filter((path) => path.includes('apache-arrow'));
  console.log(files.length, typeof require('apache-arrow').tableFromIPC);`;

function told(script: string): string {
  return execFileSync(process.execPath, ['-e', script], { cwd: packageRoot(), encoding: 'utf8' }).trim();
}

test('after it, Arrow is two names of one file, where it was a hundred files and more', () => {
  expect(told(`require('./dist/lib/offline/file/arrow-in-one-file.js'); ${ASKED}`)).toBe('2 function');
  expect(Number(told(ASKED).split(' ')[0])).toBeGreaterThan(100);
});

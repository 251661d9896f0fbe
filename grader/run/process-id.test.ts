import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const env = {
  ...process.env,
  GRADER_PID: '100000',
  NODE_OPTIONS: `--require ${join(__dirname, '..', 'inside', 'clock.cjs')}`,
};
const run = (script: string): unknown =>
  JSON.parse(execFileSync(process.execPath, ['-e', script], { env, encoding: 'utf8' }));

test('a run has a process id of its own, by which it can ask for itself', () => {
  expect(run('console.log(JSON.stringify([process.pid > 100000, process.kill(process.pid, 0)]))')).toEqual([
    true,
    true,
  ]);
});

test.runIf(process.platform === 'linux')('and its children know it by that one too', () => {
  const child =
    'console.log(JSON.stringify([process.ppid === Number(process.argv[1]), process.kill(process.ppid, 0)]))';
  const parent = `const { execFileSync } = require('node:child_process');
    process.stdout.write(execFileSync(process.execPath, ['-e', ${JSON.stringify(child)}, String(process.pid)]));`;
  expect(run(parent)).toEqual([true, true]);
});

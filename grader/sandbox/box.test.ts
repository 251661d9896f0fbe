import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openBox } from './box';
import { NODE_OPTIONS } from './compiled';
import { ROOT } from './kit';
import { LIMITS } from './limits';

test('without walls the kit may lie in a folder whose name has spaces', () => {
  const inside = mkdtempSync(join(tmpdir(), 'featlab-Mis cosas '));
  onTestFinished(() => rmSync(inside, { recursive: true }));
  copyFileSync(join(ROOT, 'grader', 'inside', 'clock.cjs'), join(inside, 'clock.cjs'));
  const { file, args, cwd, env } = openBox.command(
    {
      args: ['-p', 'Date.now()'],
      cwd: '/inside',
      env: { NODE_OPTIONS, GRADER_CLOCK: '86400000,0.45' },
      mounts: [{ from: inside, to: '/inside' }],
    },
    LIMITS,
  );
  expect(spawnSync(file, args, { cwd, env, encoding: 'utf8' })).toMatchObject({ status: 0, stdout: '86400000\n' });
});

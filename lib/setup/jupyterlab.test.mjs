import { expect, test } from 'vitest';
import { capture } from './capture.mjs';
import { inRoot } from './root.mjs';
import { firstFree } from './steps/port.mjs';

// JupyterLab as `npm run lab` starts it, where it ends before anybody could open it.

test('a JupyterLab that cannot start is the end, with its own words: nothing waits for its page', async () => {
  const options = { folder: inRoot('nowhere'), notebook: '', port: await firstFree(18_888), browser: false };
  const script = `
    import { jupyterLab } from './lib/setup/steps/jupyterlab.mjs';
    process.exitCode = await jupyterLab(${JSON.stringify(options)});`;
  const { code, stdout, stderr } = await capture(process.execPath, ['--input-type=module', '-e', script], {
    cwd: inRoot(),
  });
  expect(stdout).toBe('');
  expect(stderr).toContain('nowhere');
  expect(code).toBe(1);
});

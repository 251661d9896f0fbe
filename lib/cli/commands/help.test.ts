import { expect, test } from 'vitest';

import { runCli } from '../../testing/run-cli';

test('help on an error by its code, in either language and whatever its case', async () => {
  const { exit, stdout } = await runCli(['help', 'store_closed']);
  expect(exit).toBe(0);
  expect(stdout).toMatch(
    /^STORE_CLOSED {2}\(the feature store was closed\)\n\nA cell uses a store after .*\n\nfix: Run the cell/,
  );
  expect((await runCli(['help', 'STORE_CLOSED', '--lang', 'es'])).stdout).toMatch(/fix: Volvé a ejecutar la celda/);
});

test('all errors, as a table or as JSON', async () => {
  const { stdout } = await runCli(['help', 'errors', '--json']);
  const all = JSON.parse(stdout) as { code: string; cause: string }[];
  expect(all.find(({ code }) => code === 'SKEW_FOUND')?.cause).toMatch(/^Serving does not equal training/);
  expect((await runCli(['help', 'errors'])).stdout).toMatch(/^CODE +BEGINS WITH\nREPOSITORY_NOT_FOUND /);
});

test('help on a command, and on featlab', async () => {
  expect((await runCli(['help', 'skew'])).stdout).toMatch(/^Usage: featlab skew /);
  expect((await runCli(['help'])).stdout).toMatch(/^Usage: featlab \[options\]/);
});

test.each([
  [['help', 'STORE_CLOSE'], 'there is no help on STORE_CLOSE\nfix: did you mean STORE_CLOSED?\n'],
  [['help', 'skew', '--lang', 'fr'], '--lang fr is no language of the help\nfix: use en or es\n'],
])('%j is refused', async (args, message) => {
  expect(await runCli(args)).toMatchObject({ exit: 1, stderr: message });
});

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';

import { packageRoot } from './package-root';
import { runCli } from './testing/run-cli';

// The READMEs' program, after the command that it names, prints what its comments say.

const folder = mkdtempSync(join(tmpdir(), 'featlab-readme-'));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

test.each(['README.md', 'README.es.md'])('%s', async (name) => {
  const readme = readFileSync(join(packageRoot(), name), 'utf8');
  const [, program = ''] = /```ts\n(.*?import \{ openFeatureStore \}.*?)```/s.exec(readme) ?? [];
  const [, init = ''] = /npx featlab (init .*)/.exec(program) ?? [];
  const here = join(folder, name);
  mkdirSync(join(here, 'node_modules'), { recursive: true });
  symlinkSync(packageRoot(), join(here, 'node_modules', 'featlab'), 'junction');
  expect(await runCli(init.split(' '), { cwd: here })).toMatchObject({ exit: 0 });
  const script = join(here, 'program.mjs');
  const printed = 'console.log(JSON.stringify([online.toDict(), (await store.skew()).mismatches, training.toRows()]));';
  writeFileSync(script, `${program}\n${printed}\nawait store.close();\n`);
  const text = execFileSync(process.execPath, [script], { cwd: here, encoding: 'utf8' });
  const [dict, mismatches, rows] = JSON.parse(text) as [Record<string, number[]>, unknown[], Record<string, number>[]];
  const [, said = ''] = /conv_rate: \[([\d.]+)…\]/.exec(program) ?? [];
  expect(said).not.toBe('');
  expect(String(dict['conv_rate']?.[0])).toMatch(new RegExp(`^${said.replace('.', '\\.')}`));
  expect(mismatches).toEqual([]);
  expect(rows[0]?.['conv_rate']).toBeGreaterThan(0);
});

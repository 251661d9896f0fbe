import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boundByPermissions } from '../testing/permissions.ts';
import { inRoot } from './root.mjs';
import { findNpm } from './steps/npm.mjs';

const FILES = ['package.json', 'package-lock.json', '.npmrc', 'tsconfig.json', 'tsconfig.build.json', 'lib/setup'];

/** A copy of the project's set-up in a temporary folder: what a fresh clone would do, done for real. */
export function testProject() {
  const folder = mkdtempSync(join(tmpdir(), 'featlab-setup-'));
  for (const file of FILES) cpSync(inRoot(file), join(folder, file), { recursive: true });
  mkdirSync(join(folder, 'nothing'));
  return {
    folder,
    path: (...parts) => join(folder, ...parts),
    /**
     * Runs a command of the set-up there. `npm` is found unless `env.npm_execpath` says otherwise; `bound` by folders'
     * permissions also where the tests run as root; `glanced`: whoever reads has seen enough after the first words.
     */
    run: (args, env = {}, how = {}) => run(folder, args, { npm_execpath: findNpm(), ...env }, how),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/** Answers `{ code, out, err }`; `err` holds the lines on stderr. */
function run(folder, args, env, { bound = false, glanced = false }) {
  const command = [join(folder, 'lib', 'setup', 'main.mjs'), ...args];
  const [program, rest] = bound ? boundByPermissions(process.execPath, command) : [process.execPath, command];
  const child = spawn(program, rest, { cwd: folder, env: { ...clean(process.env), ...env } });
  const texts = ['', ''];
  [child.stdout, child.stderr].forEach((stream, i) =>
    stream.setEncoding('utf8').on('data', (text) => (texts[i] += text)),
  );
  if (glanced) child.stdout.once('data', () => child.stdout.destroy());
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, out: texts[0], err: texts[1].trim().split('\n') }));
  });
}

/** Without what npm and vitest tell their children. */
function clean(env) {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(npm_|vitest|node_env|node_options)/i.test(name)),
  );
}

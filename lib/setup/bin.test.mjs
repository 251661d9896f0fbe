import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Linter } from 'eslint';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inRoot } from './root.mjs';
import { pinnedNode } from './steps/runtime.mjs';

// lib/cli/bin.js in a package of its own, whose command line is a few lines of ours.

const MAIN = `exports.main = async ([what, code]) => {
  console.log(process.versions.node.split('.')[0] >= 22 ? 'new enough' : 'too old', what);
  if (what === 'wait') await new Promise((resolve) => setInterval(resolve, 1e6) && undefined);
  if (what === 'echo') process.stdin.pipe(process.stdout);
  return Number(code ?? 0);
};`;

/** The first process that loads it takes itself for an old Node; those that it starts do not. */
const OLD = `if (!process.env.NOT_THE_FIRST) {
  process.env.NOT_THE_FIRST = '1';
  Object.defineProperty(process.versions, 'node', { value: '20.20.2' });
}`;

const posix = process.platform !== 'win32';
let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'featlab-bin-'));
  mkdirSync(join(folder, 'dist', 'lib', 'cli'), { recursive: true });
  mkdirSync(join(folder, 'node_modules'));
  cpSync(inRoot('lib', 'cli', 'bin.js'), join(folder, 'lib', 'cli', 'bin.js'));
  writeFileSync(join(folder, 'dist', 'lib', 'cli', 'main.js'), MAIN);
  writeFileSync(join(folder, 'old.cjs'), OLD);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function linkRuntime() {
  const installed = dirname(dirname(pinnedNode()));
  symlinkSync(installed, join(folder, 'node_modules', basename(installed)), 'junction');
}

function start(args, { old = false } = {}) {
  const preload = old ? [`--require=${join(folder, 'old.cjs')}`] : [];
  return spawn(process.execPath, [...preload, join(folder, 'lib', 'cli', 'bin.js'), ...args]);
}

function end(child) {
  const texts = { out: '', err: '' };
  child.stdout.on('data', (text) => (texts.out += text));
  child.stderr.on('data', (text) => (texts.err += text));
  return new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal, ...texts })));
}

test('1. a Node that is new enough runs the command line itself; its exit code is the answer', async () => {
  expect(await end(start(['hello', '3']))).toMatchObject({ code: 3, out: 'new enough hello\n', err: '' });
});

test('2. an older one runs it on the pinned Node: same arguments, same exit code', async () => {
  linkRuntime();
  expect(await end(start(['hello', '3'], { old: true }))).toMatchObject({
    code: 3,
    out: 'new enough hello\n',
    err: '',
  });
});

test('3. the same standard input', async () => {
  linkRuntime();
  const child = start(['echo'], { old: true });
  child.stdin.end('a line');
  expect((await end(child)).out).toBe('new enough echo\na line');
});

test.runIf(posix)('4. and the same signals', async () => {
  linkRuntime();
  const child = start(['wait'], { old: true });
  child.stdout.once('data', () => child.kill('SIGTERM'));
  expect(await end(child)).toMatchObject({ code: null, signal: 'SIGTERM' });
});

test('5. an older one without a pinned Node: two lines', async () => {
  const { code, err } = await end(start(['hello'], { old: true }));
  expect(err).toBe(
    'Node 20.20.2 is too old: featlab needs 22.18 or newer\nfix: install Node 24 from https://nodejs.org\n',
  );
  expect(code).toBe(2);
});

test('6. a package that is not built: two lines', async () => {
  rmSync(join(folder, 'dist'), { recursive: true });
  const { code, err } = await end(start(['hello']));
  expect(err).toMatch(/^featlab is not built: .*main\.js is not there\nfix: npm run build\n$/);
  expect(code).toBe(2);
});

test('7. its syntax is one that Node 12 reads', () => {
  const text = readFileSync(inRoot('lib', 'cli', 'bin.js'), 'utf8');
  const options = { languageOptions: { ecmaVersion: 2019, sourceType: 'commonjs' } };
  expect(new Linter().verify(text, options)).toEqual([]);
  expect(new Linter().verify('a?.b', options)).toHaveLength(1);
});

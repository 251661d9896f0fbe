import { createServer } from 'node:net';
import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inRoot } from './root.mjs';
import { testProject } from './test-project.mjs';

// What is missing gets two lines, exit code 1 and no stack. Each case is the real set-up in a real folder.

const CHECK = ['lab', '--check'];
const posix = process.platform !== 'win32';
const NOWHERE = 'http://127.0.0.1:1/';

let project;
beforeEach(() => {
  project = testProject();
});
afterEach(() => project.remove());

/** Two lines: the problem and its fix. */
function expectTwoLines({ code, err }, problem, fix) {
  expect(err).toEqual([expect.stringMatching(problem), expect.stringMatching(fix)]);
  expect(err[1]).toMatch(/^fix: /);
  expect(code).toBe(1);
}

/** A program on a PATH that holds nothing else. */
function program(name, text) {
  const file = project.path('nothing', name);
  writeFileSync(file, `#!/bin/sh\n${text}\n`);
  chmodSync(file, 0o755);
}

describe('what the user brings', () => {
  test('1. a Node too old', async () => {
    const preload = project.path('old.cjs');
    writeFileSync(preload, "Object.defineProperty(process.versions, 'node', { value: '18.20.4' });");
    const result = await project.run(CHECK, { NODE_OPTIONS: `--require=${preload.replaceAll('\\', '/')}` });
    expectTwoLines(result, /Node 18\.20\.4 is too old/, /nodejs\.org/);
  });

  test('2. no npm', async () => {
    const result = await project.run(CHECK, { npm_execpath: '', PATH: project.path('nothing') });
    expectTwoLines(result, /npm was not found/, /install Node/);
  });

  test('3. no Python', async () => {
    const result = await project.run(CHECK, { PATH: project.path('nothing') });
    expectTwoLines(result, /Python 3 was not found/, /install Python 3\.10 or newer/);
  });

  test.runIf(posix)('4. a Python too old for JupyterLab', async () => {
    program('python3', 'echo 3.8 venv');
    const result = await project.run(CHECK, { PATH: project.path('nothing') });
    expectTwoLines(result, /Python 3\.8 is too old/, /install Python 3\.10 or newer/);
  });

  test('5. a Python without ensurepip, as on Debian without python3-venv', async () => {
    writeFileSync(project.path('nothing', 'sitecustomize.py'), "import sys\nsys.modules['ensurepip'] = None\n");
    const result = await project.run(CHECK, { PYTHONPATH: project.path('nothing') });
    expectTwoLines(result, /has no venv module/, /python3-venv/);
  });

  test.runIf(posix)('6. a folder that cannot be written', async () => {
    chmodSync(project.folder, 0o555);
    const result = await project.run(CHECK, {}, { bound: true });
    chmodSync(project.folder, 0o755);
    expectTwoLines(result, /cannot be written \(EACCES\)/, /move the project to a folder of your own/);
  });
});

describe('no network', () => {
  test('7. npm: nothing is half done', async () => {
    const env = { npm_config_registry: NOWHERE, npm_config_cache: project.path('cache') };
    expectTwoLines(
      await project.run(CHECK, env),
      /npm could not reach its package registry \(ECONNREFUSED\)/,
      /network/,
    );
    expect(existsSync(project.path('node_modules', '.package-lock.json'))).toBe(false);
  });

  test('8. an npm of before 10.6, which words it otherwise', async () => {
    writeFileSync(
      project.path('nothing', 'npm-cli.js'),
      "console.error('npm ERR! code ENOTFOUND\\nnpm ERR! errno ENOTFOUND'); process.exitCode = 1;",
    );
    const result = await project.run(CHECK, { npm_execpath: project.path('nothing', 'npm-cli.js') });
    expectTwoLines(result, /npm could not reach its package registry \(ENOTFOUND\)/, /network/);
  });

  test('9. pip: and the half-made .venv of an earlier try is made anew', async () => {
    symlinkSync(inRoot('node_modules'), project.path('node_modules'), 'junction');
    writeFileSync(project.path('lib', 'one.ts'), 'export const one: number = 1;\n');
    mkdirSync(project.path('.venv', 'half-made'), { recursive: true });
    const env = { PIP_INDEX_URL: NOWHERE, PIP_FIND_LINKS: '', PIP_CACHE_DIR: project.path('cache') };
    expectTwoLines(await project.run(CHECK, env), /pip could not reach its package index/, /network/);
    expect(existsSync(project.path('.venv', 'half-made'))).toBe(false);
    expect(existsSync(project.path('.venv', 'featlab.json'))).toBe(false);
  });
});

describe('what the user types', () => {
  test('10. a port in use: the fix names a free one', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.on('listening', resolve));
    const { port } = server.address();
    const result = await project.run(['lab', '--no-browser', '--port', String(port)]);
    server.close();
    expectTwoLines(result, new RegExp(`port ${port} is in use`), /--port \d+$/);
  });

  test('11. no port at all', async () => {
    expectTwoLines(await project.run(['lab', '--port', 'many']), /--port many is not a port/, /--port 8889/);
  });

  test('12. an unknown flag: the fix lists the known', async () => {
    const result = await project.run(['lab', '--browser']);
    expectTwoLines(result, /--browser is not a flag/, /--check, --reset, --no-browser, --port VALUE$/);
  });
});

test('13. the doctor says what is missing, with a fix for each', async () => {
  const { code, out } = await project.run(['doctor']);
  expect(out).toMatch(/✓ npm +\d/);
  expect(out).toMatch(/✗ packages +missing\n {2}fix: npm run lab:check/);
  expect(out).toMatch(/✗ SQLite .*\n {2}fix: /);
  expect(code).toBe(1);
});

test('14. whoever reads only the beginning, as head does, is no failure', async () => {
  const { code, out, err } = await project.run(['doctor'], {}, { glanced: true });
  expect(out).toMatch(/Node/);
  expect(err).toEqual(['']);
  expect(code).toBe(1);
});

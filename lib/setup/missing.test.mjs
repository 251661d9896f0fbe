import { createServer } from 'node:net';
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inRoot } from './root.mjs';
import { pinnedNode } from './steps/runtime.mjs';
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

  test.runIf(posix)('4b. beside an old python3 a newer one that has its version in its name is found', async () => {
    program('python3', 'echo 3.9 venv');
    program('python3.12', 'echo 3.12 venv');
    writeFileSync(
      project.path('nothing', 'npm-cli.js'),
      "console.error('npm error code ENOTFOUND'); process.exitCode = 1;",
    );
    const env = { PATH: project.path('nothing'), npm_execpath: project.path('nothing', 'npm-cli.js') };
    expectTwoLines(await project.run(CHECK, env), /npm could not reach/, /network/);
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

  test.each([
    [
      'EACCES\nnpm ERR! path /home/ana/.npm/_cacache',
      /could not write \/home\/ana\/\.npm\/_cacache/,
      /npm config set cache/,
    ],
    ['SELF_SIGNED_CERT_IN_CHAIN', /does not trust .*npm\.log/, /NODE_EXTRA_CA_CERTS/],
    ['ENOSPC', /the disk is full/, /make room/],
    ['EBADENGINE', /could not install the packages \(EBADENGINE\); .*npm\.log/, /delete node_modules/],
  ])(
    '8b. an npm that fails otherwise (%j): the fix is that one’s, and what it said is kept',
    async (code, problem, fix) => {
      const said = JSON.stringify(`npm ERR! code ${code}`);
      writeFileSync(project.path('nothing', 'npm-cli.js'), `console.error(${said}); process.exitCode = 1;`);
      const result = await project.run(CHECK, { npm_execpath: project.path('nothing', 'npm-cli.js') });
      expectTwoLines(result, problem, fix);
      expect(readFileSync(project.path('.lab', 'npm.log'), 'utf8')).toContain(code);
    },
  );

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

describe('what is there and does not work', () => {
  /** As npm would leave it, and then every file was taken away. */
  function emptied() {
    mkdirSync(project.path('node_modules', '.bin'), { recursive: true });
    cpSync(inRoot('node_modules', '.package-lock.json'), project.path('node_modules', '.package-lock.json'));
  }

  test('15. a package whose files are gone: the doctor does not send one to a set-up that compares versions alone', async () => {
    emptied();
    const { out } = await project.run(['doctor']);
    expect(out).toMatch(/✓ packages/);
    expect(out).toMatch(
      /✗ SQLite .*does not load \(Error: Cannot find module .*\n {2}fix: delete node_modules, then npm run/,
    );
  });

  test.runIf(pinnedNode() && posix)('16. a pinned Node that does not start is in nobody’s way', async () => {
    emptied();
    const name = pinnedNode().split('/').at(-3);
    mkdirSync(project.path('node_modules', name, 'bin'), { recursive: true });
    for (const file of [
      project.path('node_modules', name, 'bin', 'node'),
      project.path('node_modules', '.bin', 'node'),
    ]) {
      writeFileSync(file, '#!/bin/sh\nexit 134\n');
      chmodSync(file, 0o755);
    }
    const { out } = await project.run(['doctor']);
    expect(out).toMatch(/✓ runtime +v\d+\.\d+\.\d+ \(your own\)/);
    expect(existsSync(project.path('node_modules', '.bin', 'node'))).toBe(false);
  });

  test.runIf(posix)('17. a JupyterLab of earlier requirements stays where the new one cannot be had', async () => {
    symlinkSync(inRoot('node_modules'), project.path('node_modules'), 'junction');
    writeFileSync(project.path('lib', 'one.ts'), 'export const one: number = 1;\n');
    execFileSync('python3', ['-m', 'venv', '--without-pip', project.path('.venv')]);
    const version = execFileSync('python3', ['-c', "import sys; print('%d.%d' % sys.version_info[:2], end='')"], {
      encoding: 'utf8',
    });
    writeFileSync(project.path('.venv', 'featlab.json'), JSON.stringify({ requirements: 'older', python: version }));
    const env = { PIP_INDEX_URL: NOWHERE, PIP_FIND_LINKS: '', PIP_CACHE_DIR: project.path('cache') };
    const { out } = await project.run(CHECK, env);
    expect(out).toMatch(/JupyterLab .*the older one stays: pip could not reach/);
    expect(existsSync(project.path('.venv', 'featlab.json'))).toBe(true);
    expect(existsSync(project.path('.venv.old'))).toBe(false);
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

import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../lib/package-root';
import { importClosure } from './import-closure';
import { leaks } from './leaks';
import { projectFiles, releaseToStudents } from './release';
import { secretFiles } from './student-files';

const root = packageRoot();
const folder = mkdtempSync(join(tmpdir(), 'featlab-release-'));
const out = join(folder, 'kit');
let files: string[];

beforeAll(() => {
  files = releaseToStudents(out);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

const everything = (): string => files.map((file) => readFileSync(join(out, file), 'utf8')).join('\n');

describe('what students get', () => {
  it('1 is the lab, the homework and its check', () => {
    for (const file of [
      'README.md',
      'lib/index.ts',
      'homework/starter/serve.ts',
      'homework/cli.ts',
      'grader/check-list.ts',
      '.gitignore',
    ])
      expect(files).toContain(file);
  });

  it('2 has no file of the reference, the oracle, the corpus, the hidden checks, by name', () => {
    const names = /solution|oracle|corpus|hidden|testing\/fraud|release/;
    expect(files.filter((file) => /^(homework|grader)\//.test(file) && names.test(file))).toEqual([]);
  });

  it.each([
    ['the reference', 'homework/solution/materialize.ts', 'From the beginning each time, not an increment'],
    ['the reference', 'homework/solution/serve.ts', 'answer(response.toRows()[0]'],
    ['the oracle', 'grader/oracle/answer.ts', 'if (event > until || event > now || event < now - view.ttl)'],
    ['a hidden check', 'grader/checks/ties-and-late-rows.ts', 'tiesAndLateRows'],
    ['a hidden check', 'grader/checks/exact-ttl.ts', 'exactTtl'],
  ])('3 has nothing of %s, by content: %s', (_, file, telling) => {
    expect(readFileSync(join(root, file), 'utf8')).toContain(telling);
    expect(everything()).not.toContain(telling);
  });

  it('4 imports neither the oracle nor a hidden check, however far one follows', () => {
    const closure = importClosure(root, 'homework/cli.ts');
    expect(closure).toContain('grader/grade-public.ts');
    expect(closure.filter((file) => /oracle|hidden|corpus/.test(file))).toEqual([]);
  });

  it('5 a copy under another name, spaced otherwise, is found', () => {
    const secrets = secretFiles(root, projectFiles());
    expect(secrets.length).toBeGreaterThan(20);
    const text = readFileSync(join(root, 'homework', 'solution', 'build_training.ts'), 'utf8');
    writeFileSync(join(out, 'notes.md'), text.replaceAll('  ', '\t'));
    const found = leaks(out, ['notes.md', 'README.md'], root, secrets, []);
    expect(found.map(({ file, secret }) => [file, secret])).toContainEqual([
      'notes.md',
      'homework/solution/build_training.ts',
    ]);
    expect(found.filter(({ file }) => file === 'README.md')).toEqual([]);
    rmSync(join(out, 'notes.md'));
  });

  it('6 knows no command of the instructor', () => {
    const { scripts } = JSON.parse(readFileSync(join(out, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    expect(Object.keys(scripts).filter((name) => /grade|release|corpus|deep|test:homework/.test(name))).toEqual([]);
    expect(readFileSync(join(out, 'lib', 'setup', 'main.mjs'), 'utf8')).not.toMatch(/'(grade|release)'/);
    for (const name of ['README.md', 'README.es.md'])
      expect(readFileSync(join(out, name), 'utf8')).not.toMatch(
        /npm run (grade|release|test:(grader|deep|homework))|\]\(grader\//,
      );
  });

  it('7 has all that its own commands and tests import', () => {
    const scripts = files.filter((file) => /^lib\/setup\/.*\.mjs$/.test(file));
    const missing = scripts.flatMap((file) => {
      const imported = readFileSync(join(out, file), 'utf8').matchAll(/^import .*'(\.[^']*)';$/gm);
      return [...imported].map(([, path = '']) => join(dirname(file), path)).filter((path) => !files.includes(path));
    });
    expect(scripts.length).toBeGreaterThan(20);
    expect(missing).toEqual([]);
    const [, listed = ''] =
      /const COMMANDS = \[([^\]]*)/.exec(readFileSync(join(out, 'lib/setup/main.mjs'), 'utf8')) ?? [];
    const commands = [...listed.matchAll(/'([a-z-]+)'/g)].map(([, name = '']) => `lib/setup/${name}.mjs`);
    expect(commands).toContain('lib/setup/lab.mjs');
    expect(commands.filter((command) => !files.includes(command))).toEqual([]);
  });

  it('8 is not written where something is', () => {
    expect(() => releaseToStudents(out)).toThrow(/is there already, with .*\nfix: choose a new folder/);
  });
});

describe('the released kit', () => {
  it('9 builds, makes a folder, and checks a solution to the full', { timeout: 300_000 }, () => {
    linkPackages();
    const made = run('new', join(folder, 'fraud'));
    expect(made).toMatchObject({ code: 0 });
    expect(run('check', join(folder, 'fraud'), '--only', 'D0')).toMatchObject({ code: 1 });
    for (const file of ['features.ts', 'build_training.ts', 'materialize.ts', 'serve.ts'])
      cpSync(join(root, 'homework', 'solution', file), join(folder, 'fraud', file));
    expect(run('check', join(folder, 'fraud'), '--only', 'D0,E1')).toMatchObject({ code: 0 });
  });

  it('10 of a class with TTLs of its own checks these', { timeout: 300_000 }, () => {
    const own = join(folder, 'own');
    releaseToStudents(own, { customer_stats: 5 * 86_400 });
    cpSync(join(own, 'homework', 'ttl-seconds.json'), join(out, 'homework', 'ttl-seconds.json'));
    const features = join(folder, 'fraud', 'features.ts');
    expect(run('check', join(folder, 'fraud'), '--only', 'D0')).toMatchObject({ code: 1 });
    writeFileSync(features, readFileSync(features, 'utf8').replace("ttl: '7d'", "ttl: '5d'"));
    expect(run('check', join(folder, 'fraud'), '--only', 'D0')).toMatchObject({ code: 0 });
  });

  function run(...args: string[]): { code: number | null; text: string } {
    const script = join(out, 'lib', 'setup', 'main.mjs');
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, 'homework', ...args], {
      cwd: out,
      encoding: 'utf8',
    });
    return { code: status, text: stdout + stderr };
  }

  /** The packages as npm would lay them there, without fetching them again. */
  function linkPackages(): void {
    const [from, to] = [join(root, 'node_modules'), join(out, 'node_modules')];
    mkdirSync(to);
    for (const name of readdirSync(from)) {
      if (name === 'featlab') symlinkSync(out, join(to, name), 'junction');
      else if (name === '.package-lock.json') cpSync(join(from, name), join(to, name));
      else symlinkSync(join(from, name), join(to, name), 'junction');
    }
    expect(existsSync(join(to, 'featlab', 'package.json'))).toBe(true);
  }
});

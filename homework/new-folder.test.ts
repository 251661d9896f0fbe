import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../lib/package-root';
import { git } from './git';
import { copyHandIn } from './hand-in';
import { newFolder } from './new-folder';

const root = mkdtempSync(join(tmpdir(), 'featlab-new-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});
const place = (name: string): string => join(root, name);
const cli = join(packageRoot(), 'lib', 'setup', 'main.mjs');

function homework(...args: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'homework', ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

describe('npm run homework -- new', () => {
  it('1 makes a folder with stubs, the text in both languages, data, packages and git, and says what is next', () => {
    const { code, out } = homework('new', 'fraud', '--lang', 'en');
    expect(code).toBe(0);
    expect(out).toMatch(/next:\n {2}cd fraud\n {2}read HOMEWORK\.md/);
    const names = readdirSync(place('fraud'));
    for (const name of [
      'features.ts',
      'serve.ts',
      'HOMEWORK.md',
      'TAREA.md',
      'README.md',
      '.gitignore',
      '.git',
      'node_modules',
    ])
      expect(names).toContain(name);
    const linkOf = (name: string) => /\]\(([^)]+)\)/.exec(readFileSync(join(place('fraud'), name), 'utf8'))?.[1];
    expect([linkOf('HOMEWORK.md'), linkOf('TAREA.md')]).toEqual(['TAREA.md', 'HOMEWORK.md']);
    expect(readdirSync(join(place('fraud'), 'data')).sort()).toEqual([
      'customer_stats',
      'labels.parquet',
      'merchant_stats',
      'transactions',
    ]);
    expect(existsSync(join(place('fraud'), 'node_modules', 'featlab', 'package.json'))).toBe(true);
  });

  it('2 whose git has just what is handed in: no packages, no data', () => {
    const listed = git(place('fraud'), 'ls-files', '--others', '--exclude-standard')?.trim().split('\n').sort();
    expect(listed).toContain('features.ts');
    expect(listed).toContain('.github/workflows/check.yml');
    expect(listed?.filter((name) => /^(node_modules|data)/.test(name))).toEqual([]);
  });

  it('3 in Spanish: stubs, a README and a check that speak it', async () => {
    const made = await newFolder({ folder: place('fraude'), seed: 5, language: 'es' });
    const text = (...path: string[]): string => readFileSync(join(place('fraude'), ...path), 'utf8');
    expect(made).toEqual(readdirSync(place('fraud')).sort());
    expect(text('README.md')).toContain('# Features de fraude');
    for (const stub of ['features.ts', 'build_training.ts', 'materialize.ts', 'serve.ts'])
      expect(text(stub)).toMatch(/TODO \d \(\d+ min\): [^]*\(TAREA\.md, [^]*'todavía sin escribir /);
    expect(text('package.json')).toContain('homework check . --lang es');
    expect(text('.github', 'workflows', 'check.yml')).toContain('check ../homework --lang es');
    // Each speaks its folder's language, whatever the terminal's is.
    const english = (...path: string[]): string => readFileSync(join(place('fraud'), ...path), 'utf8');
    expect(english('package.json')).toContain('homework check . --lang en');
    expect(english('.github', 'workflows', 'check.yml')).toContain('check ../homework --lang en');
  });

  it('4 takes a folder with nothing in it but git’s own', async () => {
    mkdirSync(join(place('cloned'), '.git'), { recursive: true });
    expect(await newFolder({ folder: place('cloned'), seed: 1, language: 'en' })).toContain('serve.ts');
  });

  it('5 leaves what is there alone', async () => {
    mkdirSync(place('mine'));
    writeFileSync(join(place('mine'), 'work.ts'), '');
    const { code, err } = homework('new', 'mine');
    expect([code, readdirSync(place('mine'))]).toEqual([1, ['work.ts']]);
    expect(err).toMatch(/mine is there already, with work\.ts\nfix: choose another folder/);
    writeFileSync(place('file'), '');
    await expect(newFolder({ folder: place('file'), seed: 1, language: 'en' })).rejects.toThrow('a file');
  });

  it.each([[[]], [['nwe']], [['new']], [['new', 'x', '--seed', '-1']], [['new', 'x', '--lang', 'fr']]])(
    '6 refuses %j in two lines',
    (args) => {
      const { code, out, err } = homework(...args);
      expect([code, out]).toEqual([1, '']);
      expect(err).toMatch(/^[^\n]+\nfix: npm run homework -- new DIR[^\n]*\n$/);
      expect(existsSync(place('x'))).toBe(false);
    },
  );
});

describe('what is handed in', () => {
  it('7 is what git does not ignore, committed or not, without what was deleted', () => {
    const folder = place('fraud');
    git(folder, 'add', 'serve.ts', 'model.ts');
    rmSync(join(folder, 'model.ts'));
    writeFileSync(join(folder, 'new.ts'), '');
    copyHandIn(folder, place('copy'));
    const names = readdirSync(place('copy'));
    for (const name of ['serve.ts', 'new.ts', '.github', 'features.ts']) expect(names).toContain(name);
    for (const name of ['model.ts', 'node_modules', 'data', '.git']) expect(names).not.toContain(name);
  });

  it('8 without git: all but packages and data', () => {
    mkdirSync(join(place('plain'), 'data'), { recursive: true });
    mkdirSync(join(place('plain'), 'more'));
    writeFileSync(join(place('plain'), 'more', 'x.ts'), '');
    copyHandIn(place('plain'), place('plain-copy'));
    expect(readdirSync(place('plain-copy'))).toEqual(['more']);
  });

  it('9 there is none where there is no folder', () => {
    expect(() => copyHandIn(place('nowhere'), place('no-copy'))).toThrow(/there is no folder .*nowhere\nfix: /);
  });
});

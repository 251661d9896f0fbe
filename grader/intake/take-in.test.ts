import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { takeIn } from './take-in';

let from: string;
let to: string;

beforeEach(() => {
  from = mkdtempSync(join(tmpdir(), 'featlab-intake-'));
  to = `${from}-taken`;
  writeFileSync(join(from, 'serve.ts'), 'serve');
});
afterEach(() => {
  for (const folder of [from, to]) rmSync(folder, { recursive: true, force: true });
});

describe('what is taken in', () => {
  test('1. regular files, and the same digest for the same files', () => {
    mkdirSync(join(from, 'lib'));
    writeFileSync(join(from, 'lib', 'a.ts'), 'a');
    const taken = takeIn(from, to);
    expect(taken.files).toEqual(['lib/a.ts', 'serve.ts']);
    expect(readFileSync(join(to, 'lib', 'a.ts'), 'utf8')).toBe('a');
    expect(takeIn(from, join(to, 'again')).digest).toBe(taken.digest);
    writeFileSync(join(from, 'serve.ts'), 'other');
    expect(takeIn(from, join(to, 'third')).digest).not.toBe(taken.digest);
  });

  test('2. git’s folder stays where it is, and is no fault', () => {
    mkdirSync(join(from, '.git'));
    writeFileSync(join(from, '.git', 'config'), '');
    expect(takeIn(from, to)).toMatchObject({ files: ['serve.ts'], refused: [] });
  });

  test.skipIf(process.platform === 'win32')('3. links and pipes are refused by name, and never opened', () => {
    symlinkSync('/etc/passwd', join(from, 'data.json'));
    symlinkSync('/', join(from, 'lib'));
    execFileSync('mkfifo', [join(from, 'pipe')]);
    const { files, refused } = takeIn(from, to);
    expect(files).toEqual(['serve.ts']);
    expect(refused.map(({ path }) => path)).toEqual(['data.json', 'lib', 'pipe']);
  });

  test('4. packages of its own and npm’s configuration are refused', () => {
    mkdirSync(join(from, 'sub', 'node_modules'), { recursive: true });
    writeFileSync(join(from, '.npmrc'), '');
    expect(takeIn(from, to).refused.map(({ path }) => path)).toEqual(['.npmrc', 'sub/node_modules']);
  });

  test('5. too many files are refused, and not copied without end', () => {
    for (let i = 0; i < 2100; i++) writeFileSync(join(from, `f${String(i)}`), '');
    const { files, refused } = takeIn(from, to);
    expect(files.length).toBeLessThan(2100);
    expect(refused[0].why.en).toMatch(/more than 2000 files/);
  });
});

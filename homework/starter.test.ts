import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../lib/package-root';
import { run } from './testing/scripts';

const homework = join(packageRoot(), 'homework');
const SCRIPTS = {
  'build_training.ts': ['--data', 'data', '--labels', 'labels.parquet', '--out', 'training.parquet'],
  'materialize.ts': ['--data', 'data', '--end', '2025-06-10T00:00:00Z', '--online', 'online'],
  'serve.ts': ['--online', 'online', '--now', '2025-06-10T00:00:00Z'],
};
const text = (...path: string[]): string => readFileSync(join(homework, ...path), 'utf8');

const folder = mkdtempSync(join(tmpdir(), 'featlab-starter-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('the starter', () => {
  it.each(Object.entries(SCRIPTS))('1 %s is not written yet, and says so', async (script, args) => {
    await expect(run(join(homework, 'starter'), script, args)).rejects.toThrow(`not written yet: ${script}, TODO`);
  });

  it.each(Object.keys(SCRIPTS))('2 %s says which of its arguments is missing', async (script) => {
    await expect(run(join(homework, 'starter'), script, [])).rejects.toThrow(/missing --\w+/);
  });

  it('3 has one TODO in each file that is to be written, numbered', () => {
    const files = ['features.ts', ...Object.keys(SCRIPTS), 'README.md', 'README.es.md'];
    const numbers = files.map((file) => text('starter', file).match(/^(?:\/\/ )?TODO \d \(\d+ min\)/gm));
    expect(numbers.map((found) => found?.map((todo) => /TODO (\d)/.exec(todo)?.[1]))).toEqual(
      ['1', '2', '3', '4', '5', '5'].map((number) => [number]),
    );
  });

  it('4 gives what is no exercise: the solution has the very same', () => {
    for (const file of ['package.json', 'feature_store.yaml', 'arguments.ts', 'requests.ts'])
      expect(text('starter', file)).toBe(text('solution', file));
  });

  it.each(['starter', 'solution'])('5 %s has no type error in the editor', (name) => {
    const place = join(folder, name);
    cpSync(join(homework, name), place, { recursive: true });
    copyFileSync(join(homework, 'starter', 'tsconfig.json'), join(place, 'tsconfig.json'));
    mkdirSync(join(place, 'node_modules'), { recursive: true });
    for (const each of ['featlab', 'hyparquet', '@types'])
      symlinkSync(join(packageRoot(), 'node_modules', each), join(place, 'node_modules', each), 'junction');
    const tsc = join(packageRoot(), 'node_modules', 'typescript', 'lib', 'tsc.js');
    const { stdout } = spawnSync(process.execPath, [tsc, '-p', place], { encoding: 'utf8' });
    expect(stdout).toBe('');
  });
});

import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../lib/package-root';
import { codeShape } from '../lib/testing/code-shape';
import { run } from './testing/scripts';

const homework = join(packageRoot(), 'homework');
const folder = mkdtempSync(join(tmpdir(), 'featlab-starter-'));
const SCRIPTS = {
  'build_training.ts': ['--data', 'data', '--labels', 'labels.parquet', '--out', join(folder, 'training.parquet')],
  'materialize.ts': ['--data', 'data', '--end', '2025-06-10T00:00:00Z', '--online', 'online'],
  'serve.ts': ['--online', 'online', '--now', '2025-06-10T00:00:00Z'],
};
/** What is in it once more, in Spanish. */
const ES = join('starter', 'es');
const text = (...path: string[]): string => readFileSync(join(homework, ...path), 'utf8');

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('the starter', () => {
  it.each(Object.entries(SCRIPTS))('1 %s is not written yet, and says so', async (script, args) => {
    await expect(run(join(homework, 'starter'), script, args)).rejects.toThrow(`not written yet: ${script}, TODO`);
    await expect(run(join(homework, ES), script, args)).rejects.toThrow(
      `todavía sin escribir (not written yet): ${script}, TODO`,
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each(Object.keys(SCRIPTS))('2 %s says which of its arguments is missing', async (script) => {
    await expect(run(join(homework, 'starter'), script, [])).rejects.toThrow(/missing --\w+/);
    await expect(run(join(homework, ES), script, [])).rejects.toThrow(/falta --\w+/);
  });

  it('3 has one TODO in each file that is to be written, numbered', () => {
    const files = ['features.ts', ...Object.keys(SCRIPTS), 'README.md'];
    for (const place of ['starter', ES]) {
      const numbers = files.map((file) => text(place, file).match(/^ *(?:\/\/ )?TODO \d \(\d+ min\)/gm));
      expect(numbers.map((found) => found?.map((todo) => /TODO (\d)/.exec(todo)?.[1]))).toEqual(
        ['1', '2', '3', '4', '5'].map((number) => [number]),
      );
    }
  });

  it('4 gives what is no exercise: the solution has the very same', () => {
    for (const file of ['package.json', 'feature_store.yaml', 'arguments.ts', 'requests.ts'])
      expect(text('starter', file)).toBe(text('solution', file));
  });

  it.each(readdirSync(join(homework, ES)))('5 es/%s is the same in Spanish: only comments and texts differ', (name) => {
    if (name.endsWith('.ts')) expect(codeShape(text(ES, name))).toEqual(codeShape(text('starter', name)));
    expect(text(ES, name)).not.toBe(text('starter', name));
  });

  it.each(['starter', ES, 'solution'])('6 %s has no type error in the editor', (name) => {
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

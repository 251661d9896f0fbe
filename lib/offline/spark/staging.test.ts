import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sharedFolder } from './staging';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'featlab-staging-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a run has a folder of its own, known by both names, and gone at its end', async () => {
  const staging = sharedFolder(folder, 's3a://bucket/featlab/');
  const runs = await Promise.all([staging(async (run) => run), staging(async (run) => run)]);
  expect(new Set(runs.map((run) => run.folder)).size).toBe(2);
  expect(runs[0].uri).toMatch(/^s3a:\/\/bucket\/featlab\/featlab_[0-9a-f]{32}$/);
  expect(readdirSync(folder)).toEqual([]);
});

test('also when it fails; a staging folder that is not there yet is made', async () => {
  const staging = sharedFolder(join(folder, 'new'));
  const failing = staging(async ({ folder: own }) => {
    writeFileSync(join(own, 'rows'), '');
    throw new Error('refused');
  });
  await expect(failing).rejects.toThrow('refused');
  expect(readdirSync(join(folder, 'new'))).toEqual([]);
});

test('takes away what a killed run left, and leaves a living one and what is not its own', async () => {
  const [dead, living] = ['0', '1'].map((digit) => join(folder, `featlab_${digit.repeat(32)}`));
  for (const run of [dead, living]) {
    mkdirSync(run);
    writeFileSync(join(run, 'alive'), '.');
  }
  mkdirSync(join(folder, 'featlab_mine'));
  const elevenMinutesAgo = Date.now() / 1000 - 660;
  for (const old of [join(dead, 'alive'), join(folder, 'featlab_mine')])
    utimesSync(old, elevenMinutesAgo, elevenMinutesAgo);
  await sharedFolder(folder)(async () => undefined);
  expect([existsSync(dead), existsSync(living), existsSync(join(folder, 'featlab_mine'))]).toEqual([false, true, true]);
});

test.each(["/a'b", '/a`b', '/a\\b', '/a*', '/{a}', '/a?', '/a\nb'])(
  '%j is refused: it would mean something to Spark',
  (name) => {
    expect(() => sharedFolder(folder, `file://${name}`)).toThrow(/^Spark cannot be given the folder .*\nfix: /);
  },
);

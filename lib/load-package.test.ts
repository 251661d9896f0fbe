import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';

import { loadPackage } from './load-package';

const folder = mkdtempSync(join(tmpdir(), 'featlab-load-package-'));
afterAll(() => rmSync(folder, { recursive: true }));

function install(name: string, code: string): void {
  mkdirSync(join(folder, 'node_modules', name), { recursive: true });
  writeFileSync(join(folder, 'node_modules', name, 'index.js'), code);
}

test('a package comes from the folder, before the one beside featlab', () => {
  install('yaml', 'module.exports = { mine: true };');
  expect(loadPackage('yaml', 'a test', folder)).toEqual({ mine: true });
});

test('one that only featlab has comes from there', () => {
  expect(loadPackage('csv-parse', 'a test', folder)).toHaveProperty('parse');
});

test('one that is nowhere is named, with the command that installs it', () => {
  expect(() => loadPackage('no-such-client', 'a test', folder)).toThrow(
    expect.objectContaining({
      code: 'PACKAGE_MISSING',
      message: `a test needs the package no-such-client, which is not installed in ${folder}\nfix: npm install no-such-client`,
    }),
  );
});

test('one that is there and broken is not called missing', () => {
  install('broken', "throw new Error('built for another Node');");
  expect(() => loadPackage('broken', 'a test', folder)).toThrow(
    /a test needs the package broken, which is in .*index\.js and cannot be loaded: built for another Node\nfix: install it again: npm install broken/,
  );
});

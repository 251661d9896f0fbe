import { execFileSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { copyFolder } from './copy-folder';

let place: string;
let to: string;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'featlab-store-'));
  to = `${place}-copy`;
});
afterEach(() => {
  for (const folder of [place, to]) rmSync(folder, { recursive: true, force: true });
});

test.skipIf(process.platform === 'win32')('1. files and links as they are, and no pipe', () => {
  const store = join(place, 'store');
  mkdirSync(join(store, 'log-1'), { recursive: true });
  writeFileSync(join(store, 'log-1', 'rows'), '1');
  symlinkSync('log-1', join(store, 'current'));
  symlinkSync('/etc/passwd', join(store, 'secret'));
  execFileSync('mkfifo', [join(store, 'pipe')]);
  copyFolder(place, 'store', to, undefined);
  expect(readdirSync(to).sort()).toEqual(['current', 'log-1', 'secret']);
  expect(readFileSync(join(to, 'current', 'rows'), 'utf8')).toBe('1');
  expect(lstatSync(join(to, 'secret')).isSymbolicLink()).toBe(true);
});

test('2. a store that was never made is empty', () => {
  copyFolder(place, 'store', to, undefined);
  expect(readdirSync(to)).toEqual([]);
});

test.skipIf(process.platform === 'win32')(
  '3. the store may be a link to a folder beside it, and to nothing else',
  () => {
    mkdirSync(join(place, 'version-2'));
    writeFileSync(join(place, 'version-2', 'rows'), '2');
    symlinkSync('version-2', join(place, 'store'));
    copyFolder(place, 'store', to, undefined);
    expect(existsSync(join(to, 'rows'))).toBe(true);
    rmSync(to, { recursive: true });
    rmSync(join(place, 'store'));
    symlinkSync('/etc', join(place, 'store'));
    copyFolder(place, 'store', to, undefined);
    expect(readdirSync(to)).toEqual([]);
  },
);

test('4. a store that is small only until it is copied is not', () => {
  mkdirSync(join(place, 'store'));
  writeFileSync(join(place, 'store', 'holes'), '');
  truncateSync(join(place, 'store', 'holes'), 1e12);
  copyFolder(place, 'store', to, undefined, 1e9);
  expect(readdirSync(to)).toEqual([]);
});

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { copyNotebooks, putAside } from './steps/copies.mjs';

let folder, places;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'featlab-copies-'));
  places = { from: join(folder, 'notebooks'), to: join(folder, 'mine'), manifest: join(folder, 'manifest.json') };
  publish('es/01_init.ipynb', 'uno');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function notebook(source, outputs = []) {
  return JSON.stringify({ cells: [{ cell_type: 'code', source, outputs }] });
}

function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** The project has a new version (`git pull`). */
const publish = (name, source) => write(join(places.from, name), notebook(source));
/** The student saves their copy. */
const save = (name, source, outputs) => write(join(places.to, name), notebook(source, outputs));
const mine = (name) => JSON.parse(readFileSync(join(places.to, name), 'utf8')).cells[0].source;
const there = (name) => existsSync(join(places.to, name));

test('1. the first time, every notebook of every language is copied', () => {
  publish('en/01_init.ipynb', 'one');
  expect(copyNotebooks(places)).toEqual([]);
  expect([mine('es/01_init.ipynb'), mine('en/01_init.ipynb')]).toEqual(['uno', 'one']);
});

test('2. an untouched copy is brought up to date without a word', () => {
  copyNotebooks(places);
  publish('es/01_init.ipynb', 'dos');
  expect(copyNotebooks(places)).toEqual([]);
  expect(mine('es/01_init.ipynb')).toBe('dos');
});

test('3. an edited copy stays where there is nothing newer', () => {
  copyNotebooks(places);
  save('es/01_init.ipynb', 'mine');
  expect(copyNotebooks(places)).toEqual([]);
  expect(mine('es/01_init.ipynb')).toBe('mine');
  expect(there('es/01_init.new.ipynb')).toBe(false);
});

test('4. an edited copy stays and the newer version is laid beside it, with a line, once', () => {
  copyNotebooks(places);
  save('es/01_init.ipynb', 'mine');
  publish('es/01_init.ipynb', 'dos');
  expect(copyNotebooks(places)).toEqual([expect.stringMatching(/01_init\.ipynb has your edits.*01_init\.new\.ipynb$/)]);
  expect([mine('es/01_init.ipynb'), mine('es/01_init.new.ipynb')]).toEqual(['mine', 'dos']);
  expect(copyNotebooks(places)).toEqual([]);
});

test('5. a still newer version replaces the one beside it, or gets a number where that was edited too', () => {
  copyNotebooks(places);
  save('es/01_init.ipynb', 'mine');
  publish('es/01_init.ipynb', 'dos');
  copyNotebooks(places);
  publish('es/01_init.ipynb', 'tres');
  copyNotebooks(places);
  expect(mine('es/01_init.new.ipynb')).toBe('tres');
  save('es/01_init.new.ipynb', 'mine too');
  publish('es/01_init.ipynb', 'cuatro');
  copyNotebooks(places);
  expect([mine('es/01_init.new.ipynb'), mine('es/01_init.new-2.ipynb')]).toEqual(['mine too', 'cuatro']);
});

test('6. a copy that was run but whose cells are those of the new version is left alone', () => {
  copyNotebooks(places);
  save('es/01_init.ipynb', 'dos', ['an output']);
  publish('es/01_init.ipynb', 'dos');
  expect(copyNotebooks(places)).toEqual([]);
  expect(there('es/01_init.new.ipynb')).toBe(false);
});

test('7. a copy that was deleted comes back', () => {
  copyNotebooks(places);
  rmSync(join(places.to, 'es/01_init.ipynb'));
  copyNotebooks(places);
  expect(mine('es/01_init.ipynb')).toBe('uno');
});

test('8. a reset keeps the old copies as a whole, each time under a new number', () => {
  copyNotebooks(places);
  save('es/01_init.ipynb', 'mine');
  expect(putAside(places)).toBe(`${places.to}-backup-1`);
  expect(readFileSync(join(`${places.to}-backup-1`, 'es', '01_init.ipynb'), 'utf8')).toContain('mine');
  copyNotebooks(places);
  expect(mine('es/01_init.ipynb')).toBe('uno');
  expect(putAside(places)).toBe(`${places.to}-backup-2`);
  expect(putAside(places)).toBeUndefined();
});

test('9. a lost manifest costs nothing: a copy that differs counts as edited', () => {
  copyNotebooks(places);
  save('es/01_init.ipynb', 'mine');
  rmSync(places.manifest);
  expect(copyNotebooks(places)).toHaveLength(1);
  expect(mine('es/01_init.ipynb')).toBe('mine');
});

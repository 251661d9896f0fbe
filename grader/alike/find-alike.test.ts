import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { findAlike } from './find-alike';

const homework = join(__dirname, '..', '..', 'homework');
const read = (folder: string): string =>
  readdirSync(join(homework, folder))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(homework, folder, name), 'utf8'))
    .join('\n');

const starter = [{ name: 'starter', text: read('starter') }];
const solution = read('solution');
const renamed = solution.replace(/\b(rows?|request|answer|store|folder|file)\b/g, 'x$1').replace(/^\s*\/\/.*$/gm, '');
const own = `
  import { DatabaseSync } from 'node:sqlite';
  export class Vectors {
    readonly #db: DatabaseSync;
    constructor(path: string) { this.#db = new DatabaseSync(path); }
    newest(view: string, key: number, now: bigint): unknown {
      const sql = 'select * from ' + view + ' where id = ? and at <= ? order by at desc, created desc limit 1';
      const found = this.#db.prepare(sql).get(key, now);
      return found === undefined ? null : found;
    }
    *all(ids: readonly number[], now: bigint): Generator<unknown> {
      for (const id of ids) { yield this.newest('customer_stats', id, now); }
    }
    close(): void { this.#db.close(); }
  }
`;
const submission = (name: string, text: string, digest = name) => ({ name, text, digest });

test('1. other names and no comments hide nothing; code of one own is alike to nobody', () => {
  const found = findAlike([submission('ana', solution), submission('beto', renamed), submission('caro', own)], starter);
  expect(found.map(({ left, right, identical }) => ({ left, right, identical }))).toEqual([
    { left: 'ana', right: 'beto', identical: false },
  ]);
  expect(found[0]?.similarity).toBeGreaterThan(0.9);
});

test('2. what all were given makes nobody alike', () => {
  const given = read('starter');
  expect(findAlike([submission('ana', given), submission('beto', `${given}\n${own}`)], starter)).toEqual([]);
});

test('3. the same file for file is said so, whatever is in it', () => {
  const found = findAlike([submission('ana', '', 'same'), submission('beto', '', 'same')], starter);
  expect(found).toEqual([{ left: 'ana', right: 'beto', similarity: 1, identical: true }]);
});

test('4. broken and hostile code is compared as any other', () => {
  const broken = 'const x = `${ /* '.repeat(50);
  expect(findAlike([submission('ana', broken), submission('beto', own)], starter)).toEqual([]);
});

test('5. many that are the same are named once each, and hide nobody', () => {
  const given = read('starter');
  const untouched = Array.from({ length: 60 }, (_, i) => submission(`s${String(i)}`, given, 'same'));
  const found = findAlike([...untouched, submission('ana', solution), submission('beto', renamed)], starter);
  expect(found).toHaveLength(60);
  expect(found.filter(({ identical }) => !identical)).toMatchObject([{ left: 'ana', right: 'beto' }]);
});

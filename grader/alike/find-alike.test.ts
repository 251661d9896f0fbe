import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { findAlike } from './find-alike';
import { readStarter } from './read-starter';
import type { Code } from './token-file';

const homework = join(__dirname, '..', '..', 'homework');
const read = (folder: string): readonly Code[] =>
  readdirSync(join(homework, folder))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({ name, text: readFileSync(join(homework, folder, name), 'utf8') }));

const starter = readStarter();
const given = read('starter');
const solution = read('solution');
const renamed = solution.map(({ name, text }) => ({
  name: `x${name}`,
  text: text.replace(/\b(rows?|request|answer|store|folder|file)\b/g, 'x$1').replace(/^\s*\/\/.*$/gm, ''),
}));
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
const submission = (name: string, code: readonly Code[] | string, digest = name) => ({
  name,
  digest,
  code: typeof code === 'string' ? [{ name: 'own.ts', text: code }] : code,
});

test('1. other names and no comments hide nothing; code of one own is alike to nobody', () => {
  const found = findAlike([submission('ana', solution), submission('beto', renamed), submission('caro', own)], starter);
  expect(found.map(({ left, right, identical }) => ({ left, right, identical }))).toEqual([
    { left: 'ana', right: 'beto', identical: false },
  ]);
  expect(found[0]?.similarity).toBeGreaterThan(0.9);
});

test('2. what all were given makes nobody alike, in either language, and beside code of one’s own', () => {
  const spanish = given.map((file) => read('starter/es').find(({ name }) => name === file.name) ?? file);
  const mine = { name: 'own.ts', text: own };
  const class_ = [given, given, spanish, spanish, [...given, mine]].map((code, i) => submission(`s${String(i)}`, code));
  expect(findAlike(class_, starter)).toEqual([]);
});

test('2b. what comes after a template or a regular expression counts as what stands before', () => {
  const opening = 'export const say = (x: number) => `${x} \\n`;\nexport const ticks = /`/;\n';
  const other = solution.map(({ text }) => text).join('\n');
  const found = findAlike([submission('ana', opening + own), submission('beto', `${opening}\n// \`\n${own}`)], starter);
  expect(found).toMatchObject([{ left: 'ana', right: 'beto', similarity: 1 }]);
  expect(findAlike([submission('ana', opening + own), submission('caro', opening + other)], starter)).toEqual([]);
});

test('3. the same file for file is said so, whatever is in it', () => {
  const found = findAlike([submission('ana', '', 'same'), submission('beto', '', 'same')], starter);
  expect(found).toEqual([{ left: 'ana', right: 'beto', similarity: 1, identical: true }]);
});

test('4. broken and hostile code is compared as any other', () => {
  const broken = ['const x = `${ /* '.repeat(50), '('.repeat(100_000), '`${'.repeat(50_000)];
  const class_ = [...broken, own].map((code, i) => submission(`s${String(i)}`, code));
  expect(findAlike(class_, starter)).toEqual([]);
});

test('5. many that are the same are named once each, and hide nobody', () => {
  const untouched = Array.from({ length: 60 }, (_, i) => submission(`s${String(i)}`, given, 'same'));
  const found = findAlike([...untouched, submission('ana', solution), submission('beto', renamed)], starter);
  expect(found).toHaveLength(60);
  expect(found.filter(({ identical }) => !identical)).toMatchObject([{ left: 'ana', right: 'beto' }]);
});

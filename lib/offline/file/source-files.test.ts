import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { fileSource } from '../../definitions/file-source';
import { sourceFiles, wouldBeRead } from './source-files';

const root = mkdtempSync(join(tmpdir(), 'featlab-files-'));
const folder = join(root, 'repo [1]');
afterAll(() => {
  rmSync(root, { recursive: true });
});

beforeAll(() => {
  const inside = [
    'b.parquet',
    'a.parquet',
    'notes.txt',
    'year/2024/z.parquet',
    'year/2024/_hidden.parquet',
    'year-2.parquet',
    'year/2023.parquet',
    'lake/day=1/a.parquet',
    'lake/_day=2/a.parquet',
    'lake/_temporary/0/a.parquet',
    'lake/.ipynb_checkpoints/a.parquet',
  ];
  for (const file of [...inside.map((name) => join(folder, 'data', name)), join(root, 'beside.parquet')]) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '');
  }
});

function places(path: string | string[], expand = (text: string): string => text): string[] {
  const source = fileSource({ name: 's', path, timestampField: 'at' });
  return sourceFiles(source, folder, expand).map(({ place }) => place);
}

test.each<[string, string | string[], string[]]>([
  ['one file', 'data/b.parquet', ['data/b.parquet']],
  ["the array's order", ['data/b.parquet', 'data/a.parquet'], ['data/b.parquet', 'data/a.parquet']],
  ["a glob's paths in their order", 'data/*.parquet', ['data/a.parquet', 'data/b.parquet', 'data/year-2.parquet']],
  [
    'a glob over folders',
    'data/year/**/*.parquet',
    ['data/year/2023.parquet', 'data/year/2024/_hidden.parquet', 'data/year/2024/z.parquet'],
  ],
  ['alternatives', 'data/{b,a}.parquet', ['data/a.parquet', 'data/b.parquet']],
  [
    'a folder, at any depth, but for what is hidden',
    'data/year',
    ['data/year/2023.parquet', 'data/year/2024/z.parquet'],
  ],
  [
    "a folder's partitions, but no hidden folders, as Spark and Hive",
    'data/lake',
    ['data/lake/_day=2/a.parquet', 'data/lake/day=1/a.parquet'],
  ],
  ['a glob of folders', 'data/ye*r', ['data/year/2023.parquet', 'data/year/2024/z.parquet']],
  [
    'order by code points, - before /',
    ['data'],
    [
      'data/a.parquet',
      'data/b.parquet',
      'data/lake/_day=2/a.parquet',
      'data/lake/day=1/a.parquet',
      'data/year-2.parquet',
      'data/year/2023.parquet',
      'data/year/2024/z.parquet',
    ],
  ],
])('%s', (_, path, expected) => {
  expect(places(path)).toEqual(expected);
});

test('** meets a folder and its files, and each file is read once', () => {
  const found = places('data/year/**');
  expect(found).toEqual([...new Set(found)]);
  expect(found).toContain('data/year/2024/z.parquet');
});

describe.skipIf(process.platform === 'win32')('a link in a folder', () => {
  const link = (target: string, path: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    symlinkSync(target, join(folder, path));
  };

  test('is the file that it leads to, by its own name, as a glob has it', () => {
    link(join('..', 'data', 'b.parquet'), 'linked/a.parquet');
    link(join(root, 'beside.parquet'), 'linked/z.parquet');
    link(join(root, 'beside.parquet'), 'linked/_hidden.parquet');
    link(join(folder, 'data', 'notes.txt'), 'linked/notes.txt');
    expect(places('linked')).toEqual(['linked/a.parquet', 'linked/z.parquet']);
    expect(places('linked/[a-z]*.parquet')).toEqual(places('linked'));
  });

  test('is the folder that it leads to', () => {
    link(join('..', 'data', 'year'), 'years/all');
    expect(places('years')).toEqual(['years/all/2023.parquet', 'years/all/2024/z.parquet']);
  });

  test('adds nothing where it leads to a folder that is met already: circles end', () => {
    writeFileSync(join(folder, 'years', 'a.parquet'), '');
    link('.', 'years/again');
    link('all', 'years/0');
    link(join('..', '..', 'years'), 'data/year/2024/up');
    const all = ['years/0/2023.parquet', 'years/0/2024/z.parquet', 'years/a.parquet'];
    expect(places('years')).toEqual(all);
    rmSync(join(folder, 'data', 'year', '2024', 'up'));
  });

  test('is missed where it leads nowhere', () => {
    link('nowhere', 'broken/a.parquet');
    link('b.parquet', 'broken/b.parquet');
    expect(places('broken')).toEqual(['broken/a.parquet', 'broken/b.parquet']);
  });
});

test('what lies outside the repository is called by its whole path', () => {
  expect(places('../beside.parquet')).toEqual([join(root, 'beside.parquet').replaceAll('\\', '/')]);
  expect(places('../*.parquet')).toEqual(places('../beside.parquet'));
  expect(places(join(root, 'beside.parquet'))).toEqual(places('../beside.parquet'));
});

test('variables are expanded when the source is opened', () => {
  expect(places('${DIR}/b.parquet', (text) => text.replace('${DIR}', 'data'))).toEqual(['data/b.parquet']);
});

test.each(['s3://lake/stats.parquet', 'file:///data/a.parquet', 'https://example.org/a.parquet'])(
  '%s is no path, and says what reads it',
  (path) => {
    expect(() => places(path)).toThrow(/ is a URL, and a fileSource reads files of this machine\nfix: .*duckDbSource/);
    // Not SOURCE_MISSING: it can never be there, and apply is to say so.
    expect(() => places(path)).toThrow(expect.objectContaining({ code: 'SOURCE_UNREADABLE' }));
  },
);

test.each(['data/none.parquet', 'data/none-*.parquet', 'none'])(
  '%s leads nowhere: an error that says where it looked',
  (path) => {
    expect(() => places(['data/a.parquet', path])).toThrow(
      `source s: there is no Parquet file at ${path} (looked in ${folder})\nfix: put the file there`,
    );
  },
);

test.each<[path: string, file: string, isRead: boolean]>([
  ['data', 'data/new.parquet', true],
  ['data', 'data/year/2024/new.parquet', true],
  ['data', 'data/new.csv', false],
  ['data', 'data/_new.parquet', false],
  ['data', 'new.parquet', false],
  ['data/*.parquet', 'data/new.parquet', true],
  ['data/*.parquet', 'data/year/new.parquet', false],
  ['data/y*', 'data/year/2024/new.parquet', true],
  ['data/**', 'data/year/2024/new.parquet', true],
  ['data/a.parquet', 'data/new.parquet', false],
  ['data', 'not-there-yet/new.parquet', false],
])('%s would read %s, once it is there: %s', (path, file, isRead) => {
  const source = fileSource({ name: 's', path, timestampField: 'at' });
  expect(wouldBeRead(join(folder, file), source, folder, (text) => text)).toBe(isRead);
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { fileSource } from '../../definitions/file-source';
import { sourceFiles } from './source-files';

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
  ['a glob of folders', 'data/ye*r', ['data/year/2023.parquet', 'data/year/2024/z.parquet']],
  [
    'order by code points, - before /',
    ['data'],
    ['data/a.parquet', 'data/b.parquet', 'data/year-2.parquet', 'data/year/2023.parquet', 'data/year/2024/z.parquet'],
  ],
])('%s', (_, path, expected) => {
  expect(places(path)).toEqual(expected);
});

test('** meets a folder and its files, and each file is read once', () => {
  const found = places('data/year/**');
  expect(found).toEqual([...new Set(found)]);
  expect(found).toContain('data/year/2024/z.parquet');
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

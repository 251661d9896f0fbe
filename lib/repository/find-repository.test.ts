import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { beforeEach, describe, expect, test } from 'vitest';

import { findRepository } from './find-repository';

let root: string;
let repository: string;
let data: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'featlab-find-')));
  repository = join(root, 'driver_repo');
  data = join(repository, 'data');
  mkdirSync(data, { recursive: true });
  writeFileSync(join(repository, 'feature_store.yaml'), 'project: driver_repo\n');
});

describe('a folder that was said', () => {
  test('is the repository when it holds feature_store.yaml', () => {
    expect(findRepository(repository)).toBe(repository);
  });

  test('is not searched upward: apply in data/ is refused, with the -c to type', () => {
    expect(() => findRepository(data)).toThrow(`there is no feature_store.yaml in ${data}\nfix: add -c `);
    expect(() => findRepository(data)).toThrow(/driver_repo"?$/);
  });

  test('a folder around the repository names the one inside', () => {
    expect(() => findRepository(root)).toThrow(/fix: add -c .*driver_repo"?$/);
  });

  test('a folder that does not exist, or is a file', () => {
    expect(() => findRepository(join(root, 'nowhere'))).toThrow(
      /there is no folder .*nowhere, so no feature_store.yaml/,
    );
    expect(() => findRepository(join(repository, 'feature_store.yaml'))).toThrow(
      /is a file, not the folder .*\nfix: add -c/,
    );
  });

  test('with no repository near, the fix is to name one or make one', () => {
    const empty = mkdtempSync(join(tmpdir(), 'featlab-empty-'));
    expect(() => findRepository(empty)).toThrow(/fix: name the feature repository with -c DIR, or make one/);
    expect(() => findRepository(empty, { upward: true })).toThrow('nor in a folder above it');
  });

  test('the refusal has a code', () => {
    expect(() => findRepository(data)).toThrow(expect.objectContaining({ code: 'REPOSITORY_NOT_FOUND' }));
  });
});

test('the current folder may lie below the repository', () => {
  const deep = join(data, 'a', 'b');
  mkdirSync(deep, { recursive: true });
  expect(findRepository(deep, { upward: true })).toBe(repository);
  expect(findRepository(repository, { upward: true })).toBe(repository);
});

import { readdirSync } from 'node:fs';
import { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import config from '../../../eslint.config.mjs';
import { inRoot, root } from '../root.mjs';
import { LAYERS } from './one-way-imports.mjs';

/** What the project's own configuration says of `text` as `file`; rules that need types aside. */
function lint(file, text) {
  const linter = new Linter({ cwd: root });
  return linter
    .verify(text, config.map(withoutTypes), { filename: inRoot(...file.split('/')) })
    .map((found) => found.message);
}

const OURS = ['featlab/one-way-imports', 'no-restricted-syntax'];

function withoutTypes({ rules = {}, languageOptions = {}, ...rest }) {
  return {
    ...rest,
    languageOptions: { ...languageOptions, parserOptions: {} },
    rules: Object.fromEntries(Object.entries(rules).filter(([name]) => OURS.includes(name))),
  };
}

describe('imports point one way', () => {
  test('1. downwards and within a folder is fine', () => {
    expect(lint('lib/materialize.ts', "import { a } from './join/as-of'; import { b } from './errors';")).toEqual([]);
    expect(lint('lib/online/sqlite.ts', "import { a } from './online-store';")).toEqual([]);
  });

  test('2. upwards is refused, whatever the form', () => {
    const refused = ['lib/join may not import lib/store, which stands above it'];
    expect(lint('lib/join/as-of.ts', "import { openFeatureStore } from '../store';")).toEqual(refused);
    expect(lint('lib/join/as-of.ts', "import type { FeatureStore } from '../store';")).toEqual(refused);
    expect(lint('lib/join/as-of.ts', "export * from '../store';")).toEqual(refused);
    expect(lint('lib/join/as-of.ts', "export { a } from '../store';")).toEqual(refused);
    expect(lint('lib/join/as-of.ts', "const a = import('../store');")).toEqual(refused);
  });

  test('3. nothing imports the index', () => {
    expect(lint('lib/cli/main.ts', "import { entity } from '../index';")).toHaveLength(1);
  });

  test('4. the offline and the online stores know nothing of each other', () => {
    expect(lint('lib/offline/file-store.ts', "import { a } from '../online/online-store';")).toHaveLength(1);
    expect(lint('lib/online/sqlite.ts', "import { a } from '../offline/offline-store';")).toHaveLength(1);
  });

  test('5. data-gen stands alone, and only lib/repository imports it', () => {
    expect(lint('data-gen/drivers.ts', "import { a } from '../lib/time';")).toHaveLength(1);
    expect(lint('lib/repository/init.ts', "import { a } from '../../data-gen/drivers';")).toEqual([]);
    expect(lint('lib/join/as-of.ts', "import { a } from '../../data-gen/drivers';")).toHaveLength(1);
  });

  test('6. the grader imports nothing of lib', () => {
    expect(lint('grader/oracle.ts', "import { asOfJoin } from '../lib/join/as-of';")).toHaveLength(1);
    expect(lint('grader/oracle.ts', "import { random } from '../data-gen/random';")).toEqual([]);
  });

  test('7. a new file of lib gets a place first', () => {
    expect(lint('lib/drawer.ts', "import { a } from './errors';")).toEqual([
      expect.stringMatching(/lib\/drawer has no place/),
    ]);
  });

  test('8. every place exists', () => {
    const there = readdirSync(inRoot('lib')).map((name) => name.replace(/\.ts$/, ''));
    expect(LAYERS.flat().filter((name) => !there.includes(name))).toEqual([]);
  });
});

describe('clock and chance are parameters', () => {
  test('9. inside the library they are refused', () => {
    expect(lint('lib/store.ts', 'Date.now();')).toEqual(['the clock is a parameter']);
    expect(lint('lib/store.ts', 'new Date();')).toEqual(['the clock is a parameter']);
    expect(lint('lib/store.ts', 'Math.random();')).toEqual(['chance has a seed, which is a parameter']);
    expect(lint('lib/store.ts', 'new Date(0);')).toEqual([]);
  });

  test('10. at the edge they are not', () => {
    expect(lint('lib/cli/main.ts', 'Date.now();')).toEqual([]);
    expect(lint('lib/store.test.ts', 'Date.now();')).toEqual([]);
  });
});

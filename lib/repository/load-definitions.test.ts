import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { loadDefinitions } from './load-definitions';

function repository(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'featlab-load-'));
  write(folder, files);
  return folder;
}

function write(folder: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const DRIVERS = `
import { entity, featureService, featureView, fileSource } from 'featlab';

const driver: ReturnType<typeof entity> = entity({ name: 'driver', joinKeys: { driver_id: 'int64' } });
const trips = fileSource({ name: 'trips', path: 'data/*.parquet', timestampField: 'event_timestamp' });
export const stats = featureView({ name: 'stats', entities: [driver], schema: { conv_rate: 'float32' }, source: trips });
export const notADefinition = { name: 'x' };
export const model = featureService({ name: 'model_v1', features: [stats.withName('other_stats').select('conv_rate')] });
`;

const DRIVER = `import { entity } from 'featlab';
export const driver = entity({ name: 'driver', joinKeys: { driver_id: 'int64' } });
`;

const named = (definitions: readonly { kind: string; name: string }[]) =>
  definitions.map(({ kind, name }) => `${kind} ${name}`);

describe('features.ts', () => {
  test('its exports count, with all that they refer to, each before what refers to it', async () => {
    expect(named(await loadDefinitions(repository({ 'features.ts': DRIVERS })))).toEqual([
      'entity driver',
      'fileSource trips',
      'featureView stats',
      'featureView other_stats',
      'featureService model_v1',
    ]);
  });

  test('is an ES module, whatever the package.json around says', async () => {
    const folder = repository({
      'package.json': '{"type":"commonjs"}',
      'features.ts': DRIVERS + '\nawait Promise.resolve();',
    });
    expect(await loadDefinitions(folder)).toHaveLength(5);
  });

  test('may be split: relative imports, with .ts, .js or no ending, and a folder of spaces', async () => {
    const folder = repository({
      'mi repo/features.ts': "export * from './views/stats'; export * from './entities.js'; export * from './more.ts';",
      'mi repo/views/stats.ts': "import { driver } from '../entities';\n" + DRIVERS.replace(/const driver:.*/, ''),
      'mi repo/entities.ts':
        "import { entity } from 'featlab';\nexport const driver = entity({ name: 'driver', joinKeys: { id: 'int64' } });",
      'mi repo/more.ts':
        "import { entity } from 'featlab';\nexport default entity({ name: 'city', joinKeys: { city: 'string' } });",
    });
    expect(await loadDefinitions(join(folder, 'mi repo'))).toHaveLength(5);
  });

  test('is read anew each time, its imports too', async () => {
    const rate = (type: string) => `export const schema = { conv_rate: '${type}' } as const;`;
    const folder = repository({
      'features.ts': "import { schema } from './schema.ts';" + DRIVERS.replace("{ conv_rate: 'float32' }", 'schema'),
      'schema.ts': rate('float32'),
    });
    const schema = async () => (await loadDefinitions(folder)).find(({ name }) => name === 'stats');
    expect(await schema()).toMatchObject({ schema: { conv_rate: 'float32' } });
    write(folder, { 'schema.ts': rate('float64') });
    expect(await schema()).toMatchObject({ schema: { conv_rate: 'float64' } });
    write(folder, { 'features.ts': "export { driver } from './driver.ts';", 'driver.ts': DRIVER });
    expect(named(await loadDefinitions(folder))).toEqual(['entity driver']);
  });

  test('a list of what is exported or referred to anyway is only a list', async () => {
    const folder = repository({ 'features.ts': `${DRIVERS}\nexport const mine = [stats, driver];\n` });
    expect(await loadDefinitions(folder)).toHaveLength(5);
  });

  test('two folders at once do not meet', async () => {
    const folders = [1, 2, 3].map((i) =>
      repository({ 'features.ts': DRIVERS.replace("'driver'", `'driver_${String(i)}'`) }),
    );
    const loaded = await Promise.all(folders.map((folder) => loadDefinitions(folder)));
    expect(loaded.map(([first]) => first?.name)).toEqual(['driver_1', 'driver_2', 'driver_3']);
  });

  test('an import of JavaScript written as an ES module is one, whatever the package.json around says', async () => {
    const folder = repository({
      'package.json': '{ "type": "commonjs" }',
      'features.ts': "import { driver } from './entities.js';\nexport const one = driver;\n",
      'entities.js': DRIVER,
    });
    expect(named(await loadDefinitions(folder))).toEqual(['entity driver']);
  });
});

describe('what is refused names features.ts and the line, in two lines', () => {
  test.each([
    [
      'a syntax error',
      "import { entity } from 'featlab';\nexport const a = entity({ name: 'a'\n",
      /^features.ts line 2: SyntaxError: .*\nfix: mend that line/,
    ],
    [
      'TypeScript that does more than types',
      'export const a = 1;\nenum A { B }\n',
      /^features.ts line 2: .*enum.*\nfix: write it without enum/,
    ],
    [
      'a name declared twice',
      'export const a = 1;\nexport const a = 2;\n',
      /^features.ts.*: SyntaxError: .*'a'.*\nfix: /,
    ],
    [
      'definitions in a list that is exported, and not themselves',
      "import { entity } from 'featlab';\nexport const all = [entity({ name: 'a', joinKeys: { id: 'int64' } })];\n",
      /^features.ts: export all holds entity a, and only what is exported itself is applied\nfix: export it .*export const a = /,
    ],
    [
      'and deeper',
      "import { entity } from 'featlab';\nexport const all = { risk: new Map([['a', [entity({ name: 'a', joinKeys: { id: 'int64' } })]]]) };\n",
      /^features.ts: export all holds entity a, /,
    ],
    [
      'an import of a file that is not there',
      "import './viewz';\n",
      /^features.ts: Error: Cannot find module .*viewz.*\nfix: check the name/,
    ],
    [
      'an import of a package that is not there',
      "import 'featlab-nope';\n",
      /^features.ts: Error: Cannot find package 'featlab-nope'.*\nfix: check the name/,
    ],
    [
      'a name that featlab does not export',
      "\nimport { entitty } from 'featlab';\n",
      /^features.ts line 2: featlab exports no entitty\nfix: did you mean entity\?$/,
    ],
    [
      'a name that is like none of them',
      "import { dataframe } from 'featlab';\n",
      /^features.ts line 1: featlab exports no dataframe\nfix: use one of entity, featureService, .* in all\)$/,
    ],
    [
      'the name of a type that is nearly right',
      "import { SourceRows } from 'featlab';\n",
      /^features.ts line 1: featlab exports no SourceRows\nfix: did you mean SourceRow\?$/,
    ],
    [
      'a type imported as if it were there at run time',
      "import { entity, Entity } from 'featlab';\n",
      /^features.ts line 1: featlab exports Entity as a type, .*\nfix: write import type \{ Entity \} from 'featlab'; the function is entity$/,
    ],
    [
      'a throw',
      "\n\nthrow new Error('no\\nluck');\n",
      /^features.ts line 3: Error: no luck\nfix: mend what that line does/,
    ],
    ['a throw of something else', "throw 'luck';\n", /^features.ts: it throws "luck"\nfix: /],
    [
      "a definition's own refusal",
      DRIVERS.replace("'int64'", "'int46'"),
      /^features.ts line 4: entity driver: join key driver_id has the type "int46"\nfix: use one of int32, int64, bigint, string$/,
    ],
  ])('%s', async (_, text, message) => {
    await expect(loadDefinitions(repository({ 'features.ts': text }))).rejects.toThrow(message);
    await expect(loadDefinitions(repository({ 'features.ts': text }))).rejects.toMatchObject({
      code: 'DEFINITIONS_INVALID',
      message: expect.not.stringMatching(/\?featlab=|\n.*\n/),
    });
  });

  test('an error in an imported file names it too', async () => {
    const folder = repository({
      'features.ts': "export * from './views/a.ts';",
      'views/a.ts': '\nexport const a = nope;\n',
    });
    await expect(loadDefinitions(folder)).rejects.toThrow(
      'features.ts, in views/a.ts line 2: ReferenceError: nope is not defined\nfix: ',
    );
  });

  test('also in a folder of strange characters', async () => {
    const folder = repository({ 'mi repo (1) #2 %20/features.ts': DRIVERS + "throw new Error('no');" });
    await expect(loadDefinitions(join(folder, 'mi repo (1) #2 %20'))).rejects.toThrow(
      /^features.ts line 9: Error: no\nfix: /,
    );
  });

  test('no features.ts', async () => {
    const folder = repository({});
    await expect(loadDefinitions(folder)).rejects.toThrow(
      `there is no features.ts in ${folder}\nfix: write features.ts beside`,
    );
  });

  test.each([
    ['a forgotten export', DRIVER.replace('export const', 'const')],
    ['exports that are no definitions', "export const ttl = '1d';\n"],
    ['an empty file', ''],
  ])('%s: apply would delete all that was applied', async (_, text) => {
    await expect(loadDefinitions(repository({ 'features.ts': text }))).rejects.toMatchObject({
      code: 'DEFINITIONS_INVALID',
      message: expect.stringMatching(
        /^features.ts exports no definition\nfix: write export .*export const driver = .*featlab teardown$/,
      ),
    });
  });

  test('a duplicate name', async () => {
    const text = DRIVERS + "export const again = entity({ name: 'Stats', joinKeys: { id: 'int64' } });";
    await expect(loadDefinitions(repository({ 'features.ts': text }))).rejects.toMatchObject({
      code: 'NAME_CLASH',
      message: expect.stringMatching(/^features.ts: entity Stats and feature view stats have the same name\nfix: /),
    });
  });
});

import { truncateSync } from 'node:fs';

import { afterAll, beforeEach, expect, test } from 'vitest';

import { entity } from './definitions/entity';
import { featureService } from './definitions/feature-service';
import { featureView } from './definitions/feature-view';
import type { FeatureView } from './definitions/feature-view';
import { fileSource } from './definitions/file-source';
import { temporaryStore } from './testing/temporary-store';
import type { Schema } from './types';

const lab = temporaryStore();
afterAll(() => lab.remove());
beforeEach(async () => {
  await lab.store.apply([]);
  await lab.write('stats.parquet', [
    { name: 'id', type: 'int64', values: ['1'] },
    { name: 'at', type: 'timestamp[us]', values: ['2024-01-01T00:00:00Z'] },
    { name: 'x', type: 'int64', values: ['7'] },
  ]);
});

const thing = entity({ name: 'thing', joinKeys: { id: 'int64' } });

function view(name: string, schema: Schema = { x: 'int64' }, file = 'stats.parquet'): FeatureView {
  const source = fileSource({ name: `${name}_source`, path: lab.path(file), timestampField: 'at' });
  return featureView({ name, entities: [thing], schema, source });
}

async function served(...features: string[]): Promise<unknown[]> {
  const [row] = (
    await lab.store.getOnlineFeatures({ features, entityRows: [{ id: 1 }], fullFeatureNames: true })
  ).toRows();
  return Object.values(row).slice(1);
}

const names = (changes: readonly { name: string }[]): string[] => changes.map(({ name }) => name);

test('a diff says what was created, updated, deleted and is unchanged; again there is none', async () => {
  const service = featureService({ name: 'model', features: [view('a')] });
  const first = await lab.store.apply([view('a'), view('b'), service]);
  expect(names(first.created)).toEqual(['thing', 'a_source', 'b_source', 'a', 'b', 'model']);
  const again = await lab.store.apply([view('a'), view('b'), service]);
  expect([again.created, again.updated, again.deleted, again.unchanged.length]).toEqual([[], [], [], 6]);
  const then = await lab.store.apply([{ ...view('a'), description: 'new' }]);
  expect([names(then.updated), names(then.deleted)]).toEqual([['a'], ['b_source', 'b', 'model']]);
});

test('plan says the same and changes nothing', async () => {
  await lab.store.apply([view('a')]);
  expect(names((await lab.store.plan([view('b')])).deleted)).toEqual(['a_source', 'a']);
  expect([...lab.store.applied().views.keys()]).toEqual(['a']);
});

test("a deleted view loses its online rows, and others' stay", async () => {
  await lab.store.apply([view('a'), view('b')]);
  await lab.store.materialize(null, '2024-01-02');
  await lab.store.apply([view('b')]);
  await lab.store.apply([view('a'), view('b')]);
  expect(await served('a:x', 'b:x')).toEqual([null, 7]);
});

test('a source that is not there yet is one line of warning, however many views read it', async () => {
  const missing = view('a', { x: 'int64' }, 'later.parquet');
  const twin = featureView({ name: 'twin', entities: [thing], schema: { x: 'int64' }, source: missing.source });
  const { warnings } = await lab.store.apply([missing, twin]);
  expect(warnings).toEqual([`source a_source: no file at ${lab.path('later.parquet')} yet; materialize will need it`]);
});

test('one view that does not fit, and nothing of all is applied', async () => {
  await lab.store.apply([view('a')]);
  await lab.store.materialize(null, '2024-01-02');
  await expect(lab.store.apply([view('b'), view('c', { y: 'int64' })])).rejects.toThrow(
    /^view c: .*stats\.parquet has no column y\nfix: /,
  );
  await expect(lab.store.apply([view('b', { x: 'float64' })])).rejects.toMatchObject({ code: 'SOURCE_SCHEMA' });
  expect([...lab.store.applied().views.keys()]).toEqual(['a']);
  expect(await served('a:x')).toEqual([7]);
});

test('a file that is no Parquet file is refused as well', async () => {
  await lab.write('broken.parquet', [{ name: 'id', type: 'int64', values: ['1'] }]);
  truncateSync(lab.path('broken.parquet'), 40);
  await expect(lab.store.apply([view('a', { x: 'int64' }, 'broken.parquet')])).rejects.toMatchObject({
    code: 'SOURCE_UNREADABLE',
  });
});

test.each<[string, unknown, string]>([
  ['undefined, as of a name misspelt in an import', [view('a'), undefined], 'item 2 of the list given to apply'],
  ['a list in a list', [[view('a')]], 'item 1 of the list given to apply is no definition'],
  ['an object that is none', [{}], 'item 1 of the list'],
  ['a definition without the list', view('a'), 'apply was not given a list'],
  ['exports as they are', { a: view('a') }, 'apply was not given a list'],
  ['null', null, 'apply was not given a list'],
  ['a text', 'a', 'apply was not given a list'],
])('what is no list of definitions is refused, and deletes nothing: %s', async (_, given, message) => {
  await lab.store.apply([view('kept')]);
  await expect(lab.store.apply(given as [])).rejects.toThrow(message);
  await expect(lab.store.plan(given as [])).rejects.toThrow('fix: pass what entity');
  expect([...lab.store.applied().views.keys()]).toEqual(['kept']);
});

test('a text where a list is meant is refused, as JavaScript would take it letter by letter', async () => {
  await lab.store.apply([view('a')]);
  const text = 'a:x' as never;
  await expect(lab.store.getOnlineFeatures({ features: text, entityRows: [{ id: 1 }] })).rejects.toThrow(
    'features is "a:x"',
  );
  await expect(lab.store.materialize(null, '2024-01-01', { views: 'a' as never })).rejects.toThrow(
    'views is "a", not a list',
  );
});

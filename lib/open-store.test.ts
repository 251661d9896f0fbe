import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { entity } from './definitions/entity';
import { featureView } from './definitions/feature-view';
import { fileSource } from './definitions/file-source';
import { createFeatureStore } from './open-store';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'featlab-open-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const driver = entity({ name: 'driver', joinKeys: { driver_id: 'int64' } });
const source = fileSource({ name: 'trips', path: 'trips.parquet', timestampField: 'at' });
const stats = featureView({ name: 'stats', entities: [driver], schema: { rate: 'float64' }, source });

const storeOf = (definitions: unknown) =>
  createFeatureStore({
    project: 'lab',
    registry: join(folder, 'registry.db'),
    online_store: { type: 'sqlite', path: join(folder, 'online.db') },
    definitions: definitions as Record<string, never>,
  });

async function apply(definitions: unknown): Promise<string[]> {
  const store = storeOf(definitions);
  try {
    const { created, unchanged } = await store.apply();
    return [...created, ...unchanged].map(({ name }) => name).sort();
  } finally {
    await store.close();
  }
}

test('definitions come as an object or a list; what else an object holds is passed over', async () => {
  expect(await apply({ driver, stats, seed: 7 })).toEqual(['driver', 'stats', 'trips']);
  expect(await apply([stats])).toEqual(['driver', 'stats', 'trips']);
});

test.each<[string, unknown, string]>([
  ['a name misspelt in a list', [driver, undefined], 'item 2 of the list given to apply is no definition'],
  ['definitions one level down', { driver, all: [stats] }, 'definition all holds feature view stats'],
  ['and deeper', { driver, byTeam: { risk: new Map([['s', stats]]) } }, 'definition byTeam holds feature view stats'],
  ['none', {}, 'definitions holds no definition'],
  ['nothing', undefined, 'definitions holds no definition'],
])('%s: refused, for apply deletes what is not there', async (_, definitions, problem) => {
  await apply({ driver, stats });
  await expect(apply(definitions)).rejects.toThrow(problem);
  await expect(apply(definitions)).rejects.toThrow(/\nfix: /);
  expect(await apply({ driver, stats })).toEqual(['driver', 'stats', 'trips']);
});

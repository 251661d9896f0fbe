import { describe, expect, test } from 'vitest';

import type { Definition } from '../definitions/definition';
import { entity } from '../definitions/entity';
import { featureService } from '../definitions/feature-service';
import { featureView } from '../definitions/feature-view';
import type { FeatureViewOptions } from '../definitions/feature-view';
import { fileSource } from '../definitions/file-source';
import type { FileSourceOptions } from '../definitions/file-source';
import type { Entity } from '../definitions/entity';
import type { Schema } from '../types';
import { collectDefinitions } from './collect-definitions';
import { planChanges } from './plan';
import { definitionsOf, specOf } from './serialize';

const source = (change: Partial<FileSourceOptions> = {}) =>
  fileSource({ name: 'trips', path: 'trips.parquet', timestampField: 'at', ...change });
const driver = (change: object = {}) => entity({ name: 'driver', joinKeys: { driver_id: 'int64' }, ...change });
const stats = (change: Partial<FeatureViewOptions<string, readonly Entity[], Schema>> = {}) =>
  featureView<string, readonly Entity[], Schema>({
    name: 'stats',
    entities: [driver()],
    schema: { a: 'int64', b: 'string' },
    source: source(),
    ttl: '1d',
    ...change,
  });

/** As the registry would hand back what was applied. */
const applied = (...values: Definition[]) => definitionsOf(collectDefinitions(values).map(specOf));
const plan = (before: Definition[], after: Definition[]) => planChanges(applied(...before), collectDefinitions(after));
const names = (changes: readonly { name: string }[]) => changes.map(({ name }) => name);

test('the first apply creates everything, ordered by kind', () => {
  const service = featureService({ name: 'model', features: [stats()] });
  expect(planChanges(undefined, collectDefinitions([service]))).toEqual({
    created: [
      { kind: 'entity', name: 'driver' },
      { kind: 'data source', name: 'trips' },
      { kind: 'feature view', name: 'stats' },
      { kind: 'feature service', name: 'model' },
    ],
    updated: [],
    deleted: [],
    unchanged: [],
    dropped: [],
  });
});

test('the same again changes nothing', () => {
  const changes = plan([stats()], [stats()]);
  expect(changes).toMatchObject({ created: [], updated: [], deleted: [], dropped: [] });
  expect(names(changes.unchanged)).toEqual(['driver', 'trips', 'stats']);
});

describe('a change that keeps the online rows', () => {
  test.each([
    ['ttl', { ttl: '7d' }],
    ['no ttl', { ttl: undefined }],
    ['tags', { tags: { team: 'maps' } }],
    ['description', { description: 'hourly' }],
    ['the order of its features', { schema: { b: 'string', a: 'int64' } }],
    ['a description of its source', { source: source({ description: 'x' }) }],
  ] as [string, object][])('%s', (_, change) => {
    const changes = plan([stats()], [stats(change)]);
    expect(changes.dropped).toEqual([]);
    expect(changes.updated).toHaveLength(1);
  });
});

describe('a change that drops the online rows and the mark, and updates the view', () => {
  test.each([
    ['a type', { schema: { a: 'bigint', b: 'string' } }],
    ['a feature more', { schema: { a: 'int64', b: 'string', c: 'bool' } }],
    ['a feature less', { schema: { a: 'int64' } }],
    ['the source', { source: source({ name: 'other' }) }],
    ["the source's path", { source: source({ path: 'other.parquet' }) }],
    ["the order of the source's files", { source: source({ path: ['trips.parquet', 'b.parquet'] }) }],
    ["the source's time column", { source: source({ timestampField: 'other' }) }],
    ["the source's created column", { source: source({ createdTimestampColumn: 'c' }) }],
    ["the source's mapping", { source: source({ fieldMapping: { x: 'a' } }) }],
    ['the entities', { entities: [] }],
    ["an entity's join key", { entities: [driver({ joinKeys: { driver_id: 'string' } })] }],
    ['no longer online', { online: false }],
  ] as [string, object][])('%s', (_, change) => {
    const changes = plan([stats()], [stats(change)]);
    expect(changes.dropped).toEqual(['stats']);
    expect(names(changes.updated)).toContain('stats');
  });
});

test('a deleted view drops its rows, others keep theirs', () => {
  const changes = plan([stats(), stats({ name: 'other' })], [stats()]);
  expect(changes.deleted).toEqual([{ kind: 'feature view', name: 'other' }]);
  expect(changes.dropped).toEqual(['other']);
});

test('an alias comes and goes without touching rows', () => {
  const one = stats();
  expect(plan([one], [one, one.withName('origin')])).toMatchObject({ created: [{ name: 'origin' }], dropped: [] });
  expect(plan([one.withName('origin')], [one])).toMatchObject({ deleted: [{ name: 'origin' }], dropped: [] });
  const mapped = one.withName('origin').withJoinKeyMap({ driver_id: 'id' });
  expect(plan([one.withName('origin')], [mapped])).toMatchObject({ updated: [{ name: 'origin' }], dropped: [] });
});

test('a view that becomes an alias of another drops its rows', () => {
  const other = stats({ name: 'other' });
  expect(plan([stats(), other], [other.withName('stats')])).toMatchObject({
    updated: [{ name: 'stats' }],
    dropped: ['stats'],
  });
});

test('a name that moves to another kind, or to another case, is deleted and created', () => {
  const changes = plan([driver()], [source({ name: 'driver' })]);
  expect(changes).toMatchObject({ created: [{ kind: 'data source' }], deleted: [{ kind: 'entity', name: 'driver' }] });
  expect(plan([stats()], [stats({ name: 'Stats' })])).toMatchObject({
    created: [{ name: 'Stats' }],
    dropped: ['stats'],
  });
});

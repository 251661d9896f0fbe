import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { entity } from './definitions/entity';
import { featureView } from './definitions/feature-view';
import { fileSource } from './definitions/file-source';
import type { Explanation } from './explain';
import { temporaryStore } from './testing/temporary-store';
import type { TemporaryStore } from './testing/temporary-store';

let lab: TemporaryStore;
const NOW = '2024-01-03T00:00:00Z';

/** id, event time, created time, rate: what the tests below ask about. */
const ROWS: [number, string | null, string | null, number | null][] = [
  [1, '2024-01-01T10:00:00Z', '2024-01-01T10:00:00Z', 0.1],
  [1, '2024-01-02T10:00:00Z', '2024-01-02T12:00:00Z', 0.25],
  [1, '2024-01-02T10:00:00Z', '2024-01-02T11:00:00Z', 0.2],
  [1, null, '2024-01-02T11:00:00Z', 9],
  [1, '2024-01-05T00:00:00Z', null, 0.5],
  [2, '2024-01-02T10:00:00Z', null, null],
  [3, '2024-01-01T23:59:59.999999Z', null, 3],
  [4, '2024-01-02T00:00:00Z', null, 4],
  [7, '2024-01-02T10:00:00Z', null, 7.1],
  [7, '2024-01-02T10:00:00Z', null, 7.2],
  [5, '2024-01-05T00:00:00Z', null, 5],
];

beforeAll(async () => {
  lab = temporaryStore();
  lab.now = NOW;
  await lab.write('stats.parquet', [
    { name: 'id', type: 'int64', values: ROWS.map(([id]) => id) },
    { name: 'at', type: 'timestamp[us]', values: ROWS.map(([, at]) => at) },
    { name: 'created', type: 'timestamp[us]', values: ROWS.map(([, , created]) => created) },
    { name: 'rate', type: 'float64', values: ROWS.map(([, , , rate]) => rate) },
    { name: 'big', type: 'int64', values: ROWS.map(() => '9007199254740993') },
  ]);
  const source = fileSource({
    name: 's',
    path: lab.path('stats.parquet'),
    timestampField: 'at',
    createdTimestampColumn: 'created',
  });
  const thing = entity({ name: 'thing', joinKeys: { id: 'int64' } });
  const schema = { rate: 'float64', big: 'int64' } as const;
  await lab.store.apply([featureView({ name: 'stats', entities: [thing], schema, ttl: '1d', source })]);
  await lab.store.materialize(null, NOW);
});
afterAll(() => lab.remove());
beforeEach(() => {
  lab.now = NOW;
});

const why = (id: number | null, at?: string): Promise<Explanation> => lab.store.explain('stats:rate', { id }, at);

describe('the status of a value on both paths', () => {
  test.each<[string, number | null, string, number | null, string]>([
    ['PRESENT', 1, 'the newest row', 0.25, '2024-01-02T10:00:00Z'],
    ['NULL_VALUE', 2, 'a stored null', null, '2024-01-02T10:00:00Z'],
    ['OUTSIDE_MAX_AGE', 3, 'a microsecond too old', null, '2024-01-01T23:59:59.999999Z'],
    ['PRESENT', 4, 'exactly the TTL old', 4, '2024-01-02T00:00:00Z'],
  ])('%s for key %d: %s', async (status, id, _, value, event_timestamp) => {
    const { offline, online } = await why(id);
    expect(offline).toEqual({ value, status });
    expect(online).toEqual({ value, status, event_timestamp });
  });

  test.each<[number | null, string]>([
    [5, 'a key whose row is of later'],
    [6, 'a key that is nowhere'],
    [null, 'a null key'],
  ])('NOT_FOUND for key %s: %s', async (id) => {
    const { offline, online } = await why(id);
    expect(offline).toEqual({ value: null, status: 'NOT_FOUND' });
    expect(online).toEqual({ value: null, status: 'NOT_FOUND', event_timestamp: null });
  });

  test('asked at another time, the paths may differ: the online store knows its newest row alone', async () => {
    const { offline, online, why: reasons } = await why(1, '2024-01-02T00:00:00Z');
    expect(offline).toEqual({ value: 0.1, status: 'PRESENT' });
    expect(online).toEqual({ value: null, status: 'NOT_FOUND', event_timestamp: '2024-01-02T10:00:00Z' });
    expect(reasons[1]).toBe('online: the stored row is of 2024-01-02T10:00:00Z, later than 2024-01-02T00:00:00Z');
  });
});

describe('the reasons', () => {
  test.each<[number, string, string]>([
    [
      1,
      'offline: the row of 2024-01-02T10:00:00Z wins: the newest at or before 2024-01-03T00:00:00Z',
      'online: the stored row is of 2024-01-02T10:00:00Z',
    ],
    [
      2,
      'offline: the row of 2024-01-02T10:00:00Z wins, and its value is null in the source',
      'online: the stored row is of 2024-01-02T10:00:00Z, and its value is null',
    ],
    [
      3,
      'offline: the newest row is of 2024-01-01T23:59:59.999999Z, 1d 0.000001s old at 2024-01-03T00:00:00Z, more than the TTL of 1d',
      'online: the stored row is of 2024-01-01T23:59:59.999999Z, older than the TTL of 1d at 2024-01-03T00:00:00Z',
    ],
    [
      5,
      'offline: the source has 1 row of this entity, none at or before 2024-01-03T00:00:00Z',
      'online: nothing is stored for this entity',
    ],
    [6, 'offline: the source has no row of this entity', 'online: nothing is stored for this entity'],
  ])('for key %d, a sentence a path', async (id, offline, online) => {
    expect((await why(id)).why).toEqual([offline, online]);
  });

  test('each source row has a verdict, the newest first, rows without a time last', async () => {
    expect((await why(1)).rows.map((row) => [row.event_timestamp, row.value, row.verdict])).toEqual([
      ['2024-01-05T00:00:00Z', 0.5, 'later than at'],
      ['2024-01-02T10:00:00Z', 0.25, 'wins'],
      ['2024-01-02T10:00:00Z', 0.2, 'tie lost to a later created'],
      ['2024-01-01T10:00:00Z', 0.1, 'expired'],
      [null, 9, 'no time'],
    ]);
    expect((await why(1, '2024-01-02T10:00:00Z')).rows[3]).toMatchObject({ verdict: 'older' });
  });

  test('where all times are equal, the later row of the source wins, and the verdict says so', async () => {
    expect((await why(7)).rows.map((row) => [row.value, row.verdict])).toEqual([
      [7.2, 'wins'],
      [7.1, 'tie lost to a later row of the source'],
    ]);
  });

  test('an int64 beyond ±2^53 is shown, not refused', async () => {
    const { offline, online } = await lab.store.explain('stats:big', { id: 1 });
    expect([offline.value, online.value]).toEqual([9007199254740993n, 9007199254740993n]);
  });

  test('names, time and TTL are said as asked', async () => {
    expect(await why(1)).toMatchObject({ view: 'stats', feature: 'rate', entity: { id: 1 }, at: NOW, ttl: '1d' });
  });
});

test.each<[string, Record<string, unknown>, string]>([
  ['a missing key', {}, 'the entity has no id, a join key of stats\nfix: pass id'],
  ['a key of another type', { id: '1' }, 'id is "1", and the join key is int64\nfix: '],
])('%s is an error', async (_, key, message) => {
  await expect(lab.store.explain('stats:rate', key)).rejects.toThrow(message);
});

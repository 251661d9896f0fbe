import { beforeEach, describe, expect, test } from 'vitest';

import { entity } from '../definitions/entity';
import { featureView } from '../definitions/feature-view';
import type { FeatureView } from '../definitions/feature-view';
import { fileSource } from '../definitions/file-source';
import { planFeatures } from '../on-demand/feature-plan';
import { resolveFeatures } from '../refs';
import { instantFromNs } from '../time/time';
import type { Instant } from '../time/time';
import type { KeyType, Value } from '../types';
import { getOnlineFeatures } from './get-online-features';
import type { EntityRow } from './get-online-features';
import { planOnlineRead } from './online-plan';
import type { OnlineResponse } from './online-response';
import type { EntityKey, OnlineRow, OnlineStore } from './online-store';

const source = fileSource({ name: 's', path: 's.parquet', timestampField: 'event_timestamp' });
const driver = entity({ name: 'driver', joinKeys: { driver_id: 'int64' } });
const stats = featureView({
  name: 'stats',
  entities: [driver],
  schema: { rate: 'float32', trips: 'int64', total: 'bigint' },
  source,
  ttl: '1h',
});
const trip = entity({ name: 'trip', joinKeys: { city: 'string', zone: 'int32' } });
const zones = featureView({ name: 'zones', entities: [trip], schema: { fare: 'float64' }, source });
const world = featureView({ name: 'world', entities: [], schema: { price: 'float64' }, source });
const hidden = featureView({ name: 'hidden', entities: [driver], schema: { x: 'int64' }, source, online: false });
const from = stats.withName('from').withJoinKeyMap({ driver_id: 'from_id' });
const to = stats.withName('to').withJoinKeyMap({ driver_id: 'to_id' });

const NOW: Instant = { us: 10 * 3_600_000_000, ns: 0 };
const HOUR = 3_600_000_000;

/** Rows by view and key, as plain data: it answers what it is told to, and remembers what it was asked. */
class StoredRows implements Pick<OnlineStore, 'read'> {
  readonly asked: { view: string; features: readonly string[]; keys: readonly EntityKey[] }[] = [];
  readonly #rows = new Map<string, OnlineRow & { readonly named: Record<string, Value> }>();

  put(view: FeatureView, key: EntityKey, named: Record<string, Value>, at: Instant = NOW): void {
    this.#rows.set(name(view.name, key), { ...at, values: [], named });
  }

  read: OnlineStore['read'] = (view, features, keys) => {
    this.asked.push({ view: view.name, features, keys });
    const found = keys.map((key) => this.#rows.get(name(view.name, key)));
    return Promise.resolve(found.map((row) => row && { ...row, values: features.map((f) => row.named[f]) }));
  };
}

const name = (view: string, key: EntityKey) =>
  `${view}/${key.map((part) => `${typeof part}:${String(part)}`).join('/')}`;

let store: StoredRows;
beforeEach(() => {
  store = new StoredRows();
});

interface Options {
  readonly now?: Instant;
  readonly fullFeatureNames?: boolean;
}

async function ask(
  features: readonly string[],
  entityRows: readonly EntityRow[],
  options: Options = {},
): Promise<OnlineResponse> {
  const views = new Map<string, FeatureView>([stats, zones, world, hidden, from, to].map((view) => [view.name, view]));
  const known = { views, onDemandViews: new Map(), services: new Map() };
  const asked = resolveFeatures(known, features, options);
  const plan = planOnlineRead('lab', asked, planFeatures(asked));
  return getOnlineFeatures(store as unknown as OnlineStore, plan, entityRows, options.now ?? NOW);
}

describe('1. the answer', () => {
  beforeEach(() => {
    store.put(stats, [1], { rate: 0.5, trips: 7, total: 9n });
    store.put(stats, [2], { rate: 0.25, trips: null, total: 8n });
  });

  test('toDict() has columns of equal length, in the order asked', async () => {
    const response = await ask(['stats:trips', 'stats:rate'], [{ driver_id: 1 }, { driver_id: 2 }]);
    expect(response.toDict()).toEqual({ driver_id: [1, 2], trips: [7, null], rate: [0.5, 0.25] });
    expect(Object.keys(response.toDict())).toEqual(['driver_id', 'trips', 'rate']);
  });

  test('toRows() and statuses() have a row for each entity row, duplicates and all', async () => {
    const response = await ask(
      ['stats:trips'],
      [{ driver_id: 2 }, { driver_id: 3 }, { driver_id: 1 }, { driver_id: 2 }],
    );
    expect(response.length).toBe(4);
    expect(response.toRows()).toEqual([
      { driver_id: 2, trips: null },
      { driver_id: 3, trips: null },
      { driver_id: 1, trips: 7 },
      { driver_id: 2, trips: null },
    ]);
    expect(response.statuses().map(({ trips }) => trips)).toEqual(['NULL_VALUE', 'NOT_FOUND', 'PRESENT', 'NULL_VALUE']);
  });

  test('full names', async () => {
    const response = await ask(['stats:trips'], [{ driver_id: 1 }], { fullFeatureNames: true });
    expect(response.toRows()).toEqual([{ driver_id: 1, stats__trips: 7 }]);
  });

  test('other fields of entity rows pass through; a row without one has null', async () => {
    const rows: EntityRow[] = [
      { label: 'a', driver_id: 1, constructor: 'x' },
      { driver_id: 2, when: undefined },
    ];
    expect((await ask(['stats:trips'], rows)).toRows()).toEqual([
      { label: 'a', driver_id: 1, constructor: 'x', when: null, trips: 7 },
      { label: null, driver_id: 2, constructor: null, when: null, trips: null },
    ]);
  });

  test('no rows in, no rows out', async () => {
    const response = await ask(['stats:trips'], []);
    expect(response.toRows()).toEqual([]);
    expect(response.toDict()).toEqual({ driver_id: [], trips: [] });
    expect(store.asked).toEqual([]);
  });

  test('the JSON form has rows and statuses; a bigint is a string of digits', async () => {
    expect(JSON.parse(JSON.stringify(await ask(['stats:total'], [{ driver_id: 1 }])))).toEqual({
      rows: [{ driver_id: 1, total: '9' }],
      statuses: [{ total: 'PRESENT' }],
    });
  });

  test('changing what came out changes nothing within', async () => {
    const response = await ask(['stats:trips'], [{ driver_id: 1 }]);
    (response.toDict().trips as number[]).push(1);
    expect(response.toDict().trips).toEqual([7]);
  });
});

describe('2. time', () => {
  const statusAt = async (at: Instant, now: Instant = NOW, value: Value = 7) => {
    store.put(stats, [1], { trips: value }, at);
    return (await ask(['stats:trips'], [{ driver_id: 1 }], { now })).statuses()[0]?.trips;
  };

  test('an age of exactly the ttl is alive, a nanosecond more is OUTSIDE_MAX_AGE', async () => {
    expect(await statusAt({ us: NOW.us - HOUR, ns: 0 })).toBe('PRESENT');
    expect(await statusAt({ us: NOW.us - HOUR - 1, ns: 999 })).toBe('OUTSIDE_MAX_AGE');
    expect(await statusAt({ us: NOW.us - HOUR, ns: 5 }, { us: NOW.us, ns: 6 })).toBe('OUTSIDE_MAX_AGE');
    expect(await statusAt({ us: NOW.us - HOUR, ns: 6 }, { us: NOW.us, ns: 6 })).toBe('PRESENT');
  });

  test('a row from the future is NOT_FOUND until its time comes', async () => {
    expect(await statusAt({ us: NOW.us, ns: 1 })).toBe('NOT_FOUND');
    expect(await statusAt({ us: NOW.us, ns: 1 }, { us: NOW.us, ns: 1 })).toBe('PRESENT');
  });

  test('OUTSIDE_MAX_AGE outranks NULL_VALUE, and reads as null', async () => {
    expect(await statusAt({ us: 0, ns: 0 }, NOW, null)).toBe('OUTSIDE_MAX_AGE');
    expect(await statusAt({ us: 0, ns: 0 }, NOW, 7)).toBe('OUTSIDE_MAX_AGE');
    expect((await ask(['stats:trips'], [{ driver_id: 1 }])).toDict().trips).toEqual([null]);
  });

  test('without a ttl nothing is too old', async () => {
    store.put(world, [], { price: 1.5 }, instantFromNs(-(2n ** 70n)));
    expect((await ask(['world:price'], [{}])).toRows()).toEqual([{ price: 1.5 }]);
  });
});

describe('3. what is read', () => {
  test('each view once, each distinct key once', async () => {
    await ask(['stats:rate', 'world:price', 'stats:trips'], [{ driver_id: 2 }, { driver_id: 1 }, { driver_id: 2n }]);
    expect(store.asked).toEqual([
      { view: 'stats', features: ['rate', 'trips'], keys: [[2], [1]] },
      { view: 'world', features: ['price'], keys: [[]] },
    ]);
  });

  test('all views at once: a store behind a network is not waited for view by view', () => {
    void ask(['stats:rate', 'zones:fare'], [{ driver_id: 1, city: 'x', zone: 1 }]);
    expect(store.asked.map(({ view }) => view)).toEqual(['stats', 'zones']);
  });

  test('aliases share one read of the stored view, by keys of their own', async () => {
    store.put(stats, [1], { rate: 0.5, trips: 1 });
    store.put(stats, [2], { rate: 0.25, trips: 2 });
    const response = await ask(
      ['from:rate', 'to:rate', 'to:trips'],
      [
        { from_id: 1, to_id: 2 },
        { from_id: 2, to_id: 9 },
      ],
      {
        fullFeatureNames: true,
      },
    );
    expect(store.asked).toEqual([{ view: 'stats', features: ['rate', 'trips'], keys: [[1], [2], [9]] }]);
    expect(response.toRows()).toEqual([
      { from_id: 1, to_id: 2, from__rate: 0.5, to__rate: 0.25, to__trips: 2 },
      { from_id: 2, to_id: 9, from__rate: 0.25, to__rate: null, to__trips: null },
    ]);
  });

  test('tuples with equal parts in other places are different keys', async () => {
    await ask(
      ['zones:fare'],
      [
        { city: '1', zone: 12 },
        { city: '11', zone: 2 },
        { zone: 12, city: '1' },
      ],
    );
    expect(store.asked[0]?.keys).toEqual([
      ['1', 12],
      ['11', 2],
    ]);
  });

  test('a null key is NOT_FOUND and is not looked up', async () => {
    const response = await ask(
      ['zones:fare'],
      [
        { city: 'a', zone: null },
        { city: null, zone: 1 },
      ],
    );
    expect(response.statuses()).toEqual([{ fare: 'NOT_FOUND' }, { fare: 'NOT_FOUND' }]);
    expect(store.asked).toEqual([]);
  });
});

describe('4. keys', () => {
  const one = { int32: 'zone', int64: 'driver_id', string: 'city' } as const;
  const keyRead = async (type: keyof typeof one, value: unknown) => {
    const rows = { city: 'a', zone: 1, driver_id: 1, [one[type]]: value };
    await ask(type === 'int64' ? ['stats:rate'] : ['zones:fare'], [rows]);
    const [city, zone] = store.asked[0]?.keys[0] ?? [];
    return type === 'int32' ? zone : city;
  };

  test.each<[keyof typeof one, unknown, unknown]>([
    ['int64', 1n, 1],
    ['int64', 2n ** 53n + 1n, 2n ** 53n + 1n],
    ['int64', -(2n ** 63n), -(2n ** 63n)],
    ['int32', 2n, 2],
    ['int32', -(2 ** 31), -(2 ** 31)],
    ['string', '', ''],
    ['string', '1001', '1001'],
  ])('%s takes %o', async (type, given, read) => {
    expect(await keyRead(type, given)).toBe(read);
  });

  test.each<[KeyType & keyof typeof one, unknown, string]>([
    ['int64', 1001.5, '1001.5'],
    ['int64', '1001', '"1001"'],
    ['int64', true, 'true'],
    ['int64', NaN, 'NaN'],
    ['int64', 2 ** 53, '9007199254740992'],
    ['int64', 2n ** 63n, '9223372036854775808n'],
    ['int64', [1], '[1]'],
    ['int32', 2 ** 31, '2147483648'],
    ['int32', 2n ** 31n, '2147483648n'],
    ['string', 5, '5'],
  ])('%s refuses %o, naming row, key and value', async (type, given, printed) => {
    const fine = { city: 'a', zone: 1, driver_id: 1 };
    const rows = [fine, { ...fine, [one[type]]: given }];
    const promise = ask(type === 'int64' ? ['stats:rate'] : ['zones:fare'], rows);
    const problem = `entity row 2: ${one[type]} is ${printed}, which is no ${type}\nfix: `;
    await expect(promise).rejects.toMatchObject({ code: 'INPUT_INVALID', message: expect.stringContaining(problem) });
    expect(store.asked).toEqual([]);
  });

  test.each<EntityRow>([{ driver: 1 }, { driver_id: undefined }])('a missing join key: %o', async (row) => {
    const promise = ask(['stats:rate'], [{ driver_id: 1 }, row]);
    await expect(promise).rejects.toThrow('entity row 2 has no driver_id, a join key of stats\nfix: ');
  });

  test.each<[unknown, string]>([
    [{ driver_id: 1 }, 'entityRows is not an array'],
    [[{ driver_id: 1 }, 1002], 'entity row 2 is no object'],
    [[null], 'entity row 1 is no object'],
  ])('%o is no list of entity rows', async (rows, problem) => {
    await expect(ask(['stats:rate'], rows as EntityRow[])).rejects.toThrow(problem);
  });
});

describe('5. refusals', () => {
  test('a field named like a feature', async () => {
    const promise = ask(['stats:rate'], [{ driver_id: 1 }, { driver_id: 1, rate: 1 }]);
    await expect(promise).rejects.toMatchObject({ code: 'NAME_CLASH', fix: expect.stringContaining('full names') });
  });

  test('a view with online: false', async () => {
    const asking = ask(['hidden:x'], [{ driver_id: 1 }]);
    await expect(asking).rejects.toThrow('feature view hidden is not served: it says online: false\nfix: ');
  });

  test('an int64 beyond ±2^53, unless it is declared bigint, or expired', async () => {
    const unsafe = 2n ** 53n + 1n;
    store.put(stats, [1], { trips: unsafe, total: unsafe });
    store.put(stats, [2], { trips: unsafe }, { us: 0, ns: 0 });
    expect((await ask(['stats:total'], [{ driver_id: 1 }])).toRows()).toEqual([{ driver_id: 1, total: unsafe }]);
    expect((await ask(['stats:trips'], [{ driver_id: 2 }])).statuses()).toEqual([{ trips: 'OUTSIDE_MAX_AGE' }]);
    await expect(ask(['stats:trips'], [{ driver_id: 2 }, { driver_id: 1 }])).rejects.toMatchObject({
      code: 'VALUE_UNSAFE',
      message: expect.stringContaining('entity row 2: trips is 9007199254740993'),
    });
  });
});

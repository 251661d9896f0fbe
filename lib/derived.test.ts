import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { entity } from './definitions/entity';
import { featureView } from './definitions/feature-view';
import type { FeatureView } from './definitions/feature-view';
import { fileSource } from './definitions/file-source';
import { DriverRepository, NOW } from './testing/driver-repository';
import { runCli } from './testing/run-cli';
import { temporaryStore } from './testing/temporary-store';
import type { TemporaryStore } from './testing/temporary-store';

// Features that no source column holds: one function of a source row, called on both paths.

let lab: TemporaryStore;
beforeEach(async () => {
  lab = temporaryStore();
  await lab.write('t.parquet', [
    { name: 'who', type: 'int64', values: [1, 1, 2, 3] },
    {
      name: 'at',
      type: 'timestamp[us]',
      values: ['2024-01-01T09:59:59.999999Z', '2024-01-02T23:00:00Z', '1969-12-31T23:59:59.999999Z', null],
    },
    { name: 'amount', type: 'float64', values: [10, 20, null, 30] },
    { name: 'raw', type: 'string', values: ['ab', 'abc', null, 'x'] },
  ]);
});
afterEach(() => lab.remove());

const customer = entity({ name: 'customer', joinKeys: { customer_id: 'int64' } });

function source() {
  return fileSource({
    name: 's',
    path: lab.path('t.parquet'),
    timestampField: 'at',
    fieldMapping: { who: 'customer_id' },
  });
}

function transactions(): FeatureView {
  return featureView({
    name: 'transactions',
    entities: [customer],
    source: source(),
    schema: { amount: 'float64', hour_of_day: 'int32', letters: 'int64', label: 'string' },
    inputs: { raw: 'string' },
    derive: {
      hour_of_day: (row) => row.event_timestamp.getUTCHours(),
      letters: (row) => row.raw?.length,
      label: (row) => `${String(row.customer_id)}: ${String(row.amount)}`,
    },
  });
}

const FEATURES = ['hour_of_day', 'letters', 'amount', 'label'].map((name) => `transactions:${name}`);
const TIMES = ['2024-01-01T12:00:00Z', '2024-01-03T00:00:00Z'];

describe('a derived feature', () => {
  test('is in the training set, of the row that wins; null where none does', async () => {
    await lab.store.apply([transactions()]);
    const entityDf = [
      ...TIMES.map((event_timestamp) => ({ customer_id: 1, event_timestamp })),
      { customer_id: 3, event_timestamp: TIMES[1] },
    ];
    const training = await lab.store.getHistoricalFeatures({ entityDf, features: FEATURES });
    expect(
      training.toRows().map(({ hour_of_day, letters, amount, label }) => [hour_of_day, letters, amount, label]),
    ).toEqual([
      [9, 2, 10, '1: 10'],
      [23, 3, 20, '1: 20'],
      [null, null, null, null],
    ]);
  });

  test('is served as it was trained, from the online store alone', async () => {
    await lab.store.apply([transactions()]);
    lab.now = TIMES[1];
    await lab.store.materialize(null, TIMES[1]);
    expect(await lab.store.skew()).toMatchObject({ checked: 2, values: 8, mismatches: [] });
    const other = lab.reopen();
    const online = await other.getOnlineFeatures({
      features: FEATURES,
      entityRows: [{ customer_id: 1 }, { customer_id: 2 }],
    });
    expect(online.toDict()).toMatchObject({
      hour_of_day: [23, 23],
      letters: [3, null],
      amount: [20, null],
      label: ['1: 20', '2: null'],
    });
    await other.close();
  });

  test('is asked of nobody where it is not asked for: its function is not called', async () => {
    let calls = 0;
    const derive = { twice: (row: { readonly amount: number | null }) => (calls++, (row.amount ?? 0) * 2) };
    const schema = { amount: 'float64', twice: 'float64' } as const;
    await lab.store.apply([
      featureView({ name: 'transactions', entities: [customer], source: source(), schema, derive }),
    ]);
    const entityDf = TIMES.map((event_timestamp) => ({ customer_id: 1, event_timestamp }));
    await lab.store.getHistoricalFeatures({ entityDf, features: ['transactions:amount'] });
    expect(calls).toBe(0);
    await lab.store.getHistoricalFeatures({ entityDf, features: ['transactions:twice'] });
    expect(calls).toBe(2);
  });

  test('has an alias, and an explanation', async () => {
    const view = transactions();
    await lab.store.apply([view, view.withName('payer').withJoinKeyMap({ customer_id: 'payer_id' })]);
    const entityDf = [{ payer_id: 1, event_timestamp: TIMES[1] }];
    const training = await lab.store.getHistoricalFeatures({ entityDf, features: ['payer:hour_of_day'] });
    expect(training.toRows()).toMatchObject([{ hour_of_day: 23 }]);
    expect(await lab.store.explain('transactions:hour_of_day', { customer_id: 1 })).toMatchObject({
      offline: { value: 23, status: 'PRESENT' },
    });
  });
});

test('a function that throws at a row that does not win is in nobody’s way; explain says why of those that do', async () => {
  const at = (amount: number) => (row: { readonly amount: number | null }) => {
    if (row.amount === amount) throw new TypeError('no such amount');
    return row.amount;
  };
  const view = (amount: number, online = true) =>
    featureView({
      name: 'v',
      entities: [customer],
      source: source(),
      schema: { amount: 'float64', x: 'float64' },
      derive: { x: at(amount) },
      online,
    });
  lab.now = TIMES[1];
  await lab.store.apply([view(10)]);
  const { offline, rows } = await lab.store.explain('v:x', { customer_id: 1 });
  expect([offline.value, rows.map(({ value }) => value)]).toEqual([20, [20, null]]);
  await lab.store.apply([view(20)]);
  await expect(lab.store.explain('v:x', { customer_id: 1 })).rejects.toMatchObject({ code: 'DERIVE_FAILED' });
  await lab.store.apply([view(10, false)]);
  expect((await lab.store.explain('v:x', { customer_id: 1 })).why[1]).toBe(
    'online: the view is not served: it says online: false',
  );
});

describe('a function that goes wrong is an error with view, feature and row', () => {
  function answering(run: () => unknown, type: 'int32' | 'int64' | 'timestamp' | 'bool' = 'int32'): Promise<unknown> {
    const view = featureView({
      name: 'v',
      entities: [customer],
      source: source(),
      schema: { x: type },
      derive: { x: run as never },
    });
    return lab.store.apply([view]).then(() => lab.store.materialize(null, '2024-01-09'));
  }

  test.each([
    [
      'it throws',
      () => {
        throw new Error('no rate');
      },
      'no rate',
    ],
    [
      'a name that its row does not have',
      (row?: { readonly raw?: string }) => row?.raw?.length,
      'the row has no raw: declare it in inputs, if it is a source column',
    ],
    [
      'one that is nearly right',
      ({ customer_ids = 1 }: { readonly customer_ids?: number } = {}) => customer_ids,
      'the row has no customer_ids: declare it in inputs, if it is a source column; is it customer_id?',
    ],
    ['a fraction', () => 0.5, 'it answers 0.5, which is no int32'],
    ['a text', () => '5', 'it answers "5", which is no int32'],
    ['a promise', () => Promise.resolve(5), 'it answers a promise, which is no int32'],
    ['too wide', () => 2 ** 31, 'it answers 2147483648, which is no int32'],
  ])('%s', async (_, run, reason) => {
    await expect(answering(run)).rejects.toMatchObject({
      code: 'DERIVE_FAILED',
      message: `view v: derived feature x failed on the row customer_id=1, event_timestamp=2024-01-02T23:00:00Z (${reason})\nfix: mend its function in features.ts: it gets any row, nulls included, and answers a value of its type or null; then featlab apply`,
    });
    const { online } = await lab.store.explain('v:x', { customer_id: 1 }).catch(() => ({ online: undefined }));
    expect(online).toBeUndefined();
  });

  test.each([
    ['int64', 2n ** 63n],
    ['bool', 1],
    ['timestamp', 'yesterday'],
  ] as const)('no %s', async (type, value) => {
    await expect(answering(() => value, type)).rejects.toMatchObject({ code: 'DERIVE_FAILED' });
  });
});

describe('a definition is refused', () => {
  const base = { name: 'v', entities: [customer], schema: { x: 'int32', y: 'int32' } } as const;
  test.each([
    [
      'a derived feature that is not in the schema',
      { derive: { z: () => 1 } },
      /derive has z, which is not in the schema\nfix: add it/,
    ],
    ['one that is no function', { derive: { x: 5 } }, /derive\.x is not a function\nfix: write x: \(row\) =>/],
    [
      'a text in the place of a function',
      { derive: { x: 'row.y * 2', y: (row: { x: number }) => row.x } },
      /feature view v: derive\.x is not a function\nfix: write x: \(row\) =>/,
    ],
    ['no object of functions', { derive: () => 1 }, /feature view v: derive is no object\nfix: write derive: \{/],
    ['no object of types', { inputs: ['raw'] }, /inputs is no object\nfix: write inputs: \{/],
    ['an input of no type', { inputs: { raw: 'text' } }, /input raw has the type "text"/],
    ['an input that is a feature', { inputs: { y: 'int32' } }, /input y is in the row already/],
  ])('%s', (_, more, message) => {
    expect(() => featureView({ ...base, source: source(), ...more } as never)).toThrow(message);
  });

  test('an input that the source does not have, at apply', async () => {
    const view = featureView({
      ...base,
      source: source(),
      inputs: { rawe: 'string' },
      derive: { x: () => 1, y: () => 1 },
    });
    await expect(lab.store.apply([view])).rejects.toThrow(/t\.parquet has no column rawe\nfix: did you mean raw\?/);
  });
});

describe('the function of features.ts', () => {
  const FUNCTION = '(row) => row.trips * 2';
  let repository: DriverRepository;
  beforeEach(async () => {
    repository = new DriverRepository();
    repository.edit(
      'features.ts',
      "trips: 'int64' },",
      "trips: 'int64', twice: 'int64' }, derive: { twice: (row) => row.trips * 2 },",
    );
    await repository.with((store) => store.apply());
  });
  afterEach(() => {
    repository.remove();
  });

  const twice = (at: string) =>
    repository.with(async (store) => {
      const training = await store.getHistoricalFeatures({
        entityDf: [{ driver_id: 1001, event_timestamp: at }],
        features: ['driver_stats:twice'],
      });
      return training.toRows()[0]?.twice;
    });

  test('is found by another process', async () => {
    expect(await twice(NOW)).toBe(22);
  });

  test('changed and not applied, it is refused; applied, it drops what the old one stored', async () => {
    await repository.with((store) => store.materializeIncremental(NOW));
    repository.edit('features.ts', FUNCTION, '(row) => row.trips * 3');
    const message = /the function of twice is not the one that was applied\nfix: run featlab apply/;
    await expect(twice(NOW)).rejects.toThrow(message);
    await expect(repository.with((store) => store.materializeIncremental(NOW))).rejects.toThrow(message);
    const { updated } = await repository.with((store) => store.apply());
    expect(updated).toEqual([{ kind: 'feature view', name: 'driver_stats' }]);
    expect(await twice(NOW)).toBe(33);
    await repository.with(async (store) => {
      const ask = { features: ['driver_stats:twice'], entityRows: [{ driver_id: 1001 }] };
      expect((await store.getOnlineFeatures(ask)).statuses()).toEqual([{ twice: 'NOT_FOUND' }]);
      await store.materializeIncremental(NOW);
      expect((await store.getOnlineFeatures(ask)).toDict().twice).toEqual([33]);
    });
  });

  test('describe names what is derived', async () => {
    const { stdout } = await runCli(['-c', repository.folder, 'feature-views', 'describe', 'driver_stats', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ schema: { twice: 'int64' }, derive: ['twice'] });
  });

  test('indented otherwise, it is the same', async () => {
    repository.edit('features.ts', FUNCTION, '(row) =>\n    row.trips * 2');
    expect(await twice(NOW)).toBe(22);
  });
});

import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { isFeatureStoreError } from './errors';
import type { ErrorCode, FeatureStoreError } from './errors';
import { initRepository } from './init-repository';
import { openFeatureStore } from './open-store';
import type { FeatureStore } from './store';
import type { TestColumn } from './testing/arrow-table';
import { DriverRepository, FEATURES, NOW, ROWS } from './testing/driver-repository';
import { runCli } from './testing/run-cli';

/** Applied and materialized once; each test has a copy. */
let template: DriverRepository;
let repository: DriverRepository;

beforeAll(async () => {
  template = new DriverRepository();
  await template.with(async (store) => {
    await store.apply();
    await store.materializeIncremental(NOW);
  });
});
beforeEach(() => {
  repository = new DriverRepository(template);
});
afterEach(() => {
  repository.remove();
});
afterAll(() => {
  template.remove();
});

/** Something a user gets wrong, or a machine breaks. */
interface BadInput {
  readonly name: string;
  /** What is done to the sound repository. */
  readonly breaks?: (repository: DriverRepository) => void;
  readonly call: (store: FeatureStore, repository: DriverRepository) => Promise<unknown>;
  /** The same through the command line. */
  readonly args: readonly string[] | ((repository: DriverRepository) => readonly string[]);
  readonly code: ErrorCode;
  readonly says: readonly string[];
}

const FEATURE = 'driver_stats:conv_rate';
const ENTITY_ROWS = [{ driver_id: 1001 }, { driver_id: 1002 }, { driver_id: 9 }];

const apply: Pick<BadInput, 'call' | 'args'> = { call: (store) => store.apply(), args: ['apply'] };
const materialize: Pick<BadInput, 'call' | 'args'> = {
  call: (store) => store.materialize('2025-06-01T00:00:00Z', NOW),
  args: ['materialize', '2025-06-01T00:00:00Z', NOW],
};
const online: Pick<BadInput, 'call' | 'args'> = {
  call: (store) => store.getOnlineFeatures({ features: [FEATURE], entityRows: ENTITY_ROWS }),
  args: ['get-online-features', '--features', FEATURE, '--entity-rows', JSON.stringify(ENTITY_ROWS)],
};

/** A training set for the CSV text, asked with the file. */
function historical(csv: string, feature = FEATURE): Pick<BadInput, 'call' | 'args'> {
  const fileIn = (given: DriverRepository) => {
    given.write('entities.csv', csv);
    return given.path('entities.csv');
  };
  return {
    call: (store, given) => store.getHistoricalFeatures({ features: [feature], entityDf: fileIn(given) }),
    args: (given) => [
      'get-historical-features',
      '--features',
      feature,
      '--entity-df',
      fileIn(given),
      '--out',
      given.path('out.parquet'),
    ],
  };
}

const CSV = 'driver_id,event_timestamp\n1001,2025-06-01T12:00:00Z\n';
const STATS = 'data/driver_stats.parquet';

function rowsWith(name: string, change: Partial<TestColumn>): TestColumn[] {
  return ROWS.map((column) => (column.name === name ? { ...column, ...change } : column));
}

function truncated({ bytes }: { bytes: Buffer }): Buffer {
  return bytes.subarray(0, Math.floor(bytes.length * 0.6));
}

const breaksStats = {
  truncated: (given: DriverRepository) => given.write(STATS, truncated({ bytes: given.bytes(STATS) })),
  column: (given: DriverRepository) => given.writeRows(rowsWith('conv_rate', { name: 'conv_rat' })),
  type: (given: DriverRepository) =>
    given.writeRows(rowsWith('trips', { type: 'float64', values: [1, 2, 3, 4, 5, 6] })),
};

const BAD_INPUT: readonly BadInput[] = [
  {
    name: 'broken YAML',
    breaks: (given) =>
      given.write('feature_store.yaml', 'project: drivers\nonline_store: {type: sqlite\nregistry: [data\n'),
    ...apply,
    code: 'CONFIG_INVALID',
    says: ['feature_store.yaml line', 'not YAML'],
  },
  {
    name: 'an unknown key in YAML',
    breaks: (given) => given.edit('feature_store.yaml', 'registry:', 'registri:'),
    ...apply,
    code: 'CONFIG_INVALID',
    says: ['feature_store.yaml line 2', 'unknown key "registri"', 'fix: did you mean registry?'],
  },
  {
    name: 'a typo in a reference, offline',
    ...historical(CSV, 'driver_stats:conv_rte'),
    code: 'NAME_UNKNOWN',
    says: ['conv_rte', 'fix: did you mean', 'conv_rate'],
  },
  {
    name: 'a typo in a reference, online',
    call: (store) => store.getOnlineFeatures({ features: ['driver_stat:trips'], entityRows: ENTITY_ROWS }),
    args: ['get-online-features', '--features', 'driver_stat:trips', '--entity-rows', '[{"driver_id":1}]'],
    code: 'NAME_UNKNOWN',
    says: ['driver_stat', 'fix: did you mean', 'driver_stats'],
  },
  {
    name: 'a view name that does not exist',
    call: (store) => store.materialize('2025-06-01T00:00:00Z', NOW, { views: ['driver_stat'] }),
    args: ['materialize', '2025-06-01T00:00:00Z', NOW, '-v', 'driver_stat'],
    code: 'NAME_UNKNOWN',
    says: ['driver_stat', 'fix: did you mean driver_stats'],
  },
  {
    name: 'a duplicate name',
    breaks: (given) =>
      given.write('features.ts', `${FEATURES}export const b = entity({ name: 'Driver', joinKeys: { b: 'int64' } });\n`),
    ...apply,
    code: 'NAME_CLASH',
    says: ['features.ts', 'entity driver', 'entity Driver'],
  },
  {
    name: 'features.ts that does not parse',
    breaks: (given) => given.edit('features.ts', '});', '}'),
    ...apply,
    code: 'DEFINITIONS_INVALID',
    says: ['features.ts'],
  },
  {
    name: 'a missing Parquet file, at materialize',
    breaks: (given) => given.delete(STATS),
    ...materialize,
    code: 'SOURCE_MISSING',
    says: [STATS],
  },
  {
    name: 'a missing Parquet file, at the join',
    breaks: (given) => given.delete(STATS),
    ...historical(CSV),
    code: 'SOURCE_MISSING',
    says: [STATS],
  },
  {
    name: 'a truncated Parquet file, at apply',
    breaks: breaksStats.truncated,
    ...apply,
    code: 'SOURCE_UNREADABLE',
    says: ['driver_stats.parquet'],
  },
  {
    name: 'a truncated Parquet file, at materialize',
    breaks: breaksStats.truncated,
    ...materialize,
    code: 'SOURCE_UNREADABLE',
    says: ['driver_stats.parquet'],
  },
  {
    name: 'a truncated Parquet file, at the join',
    breaks: breaksStats.truncated,
    ...historical(CSV),
    code: 'SOURCE_UNREADABLE',
    says: ['driver_stats.parquet'],
  },
  {
    name: 'a missing column, at apply',
    breaks: breaksStats.column,
    ...apply,
    code: 'SOURCE_SCHEMA',
    says: ['view driver_stats', 'driver_stats.parquet', 'no column conv_rate', 'did you mean conv_rat?'],
  },
  {
    name: 'a missing column, at materialize',
    breaks: breaksStats.column,
    ...materialize,
    code: 'SOURCE_SCHEMA',
    says: ['view driver_stats', 'no column conv_rate'],
  },
  {
    name: 'a column of the wrong type, at apply',
    breaks: breaksStats.type,
    ...apply,
    code: 'SOURCE_SCHEMA',
    says: ['view driver_stats', 'trips', 'float64', 'declared int64'],
  },
  {
    name: 'a column of the wrong type, at the join',
    breaks: breaksStats.type,
    ...historical(CSV, 'driver_stats:trips'),
    code: 'SOURCE_SCHEMA',
    says: ['view driver_stats', 'trips', 'float64', 'declared int64'],
  },
  {
    name: 'a time column that is none',
    breaks: (given) =>
      given.writeRows(rowsWith('event_timestamp', { type: 'int64', values: ['1', '2', '3', '4', '5', '6'] })),
    ...apply,
    code: 'SOURCE_SCHEMA',
    says: ['event_timestamp', 'not a timestamp'],
  },
  {
    name: 'an entity dataframe without a time column',
    ...historical('driver_id,hour\n1001,12\n'),
    code: 'INPUT_INVALID',
    says: ['event_timestamp'],
  },
  {
    name: 'an entity dataframe without its join key',
    ...historical('driver,event_timestamp\n1001,2025-06-01T12:00:00Z\n'),
    code: 'INPUT_INVALID',
    says: ['driver_id'],
  },
  {
    name: 'an entity dataframe that is not there',
    call: (store, given) => store.getHistoricalFeatures({ features: [FEATURE], entityDf: given.path('none.csv') }),
    args: (given) => [
      'get-historical-features',
      '--features',
      FEATURE,
      '--entity-df',
      given.path('none.csv'),
      '--out',
      given.path('out.parquet'),
    ],
    code: 'INPUT_INVALID',
    says: ['none.csv'],
  },
  {
    name: 'an unparseable time in the entity dataframe',
    ...historical('driver_id,event_timestamp\n1001,2025-06-01T12:00:00Z\n1002,yesterday\n'),
    code: 'TIME_INVALID',
    says: ['row 2', 'yesterday'],
  },
  {
    name: 'an unparseable end',
    call: (store) => store.materializeIncremental('31/12/2024'),
    args: ['materialize-incremental', '31/12/2024'],
    code: 'TIME_INVALID',
    says: ['31/12/2024', 'ISO 8601'],
  },
  {
    name: 'an end in the future',
    call: (store) => store.materializeIncremental('2030-01-01T00:00:00Z'),
    args: ['materialize-incremental', '2030-01-01T00:00:00Z'],
    code: 'WINDOW_INVALID',
    says: ['end 2030-01-01T00:00:00Z', 'in the future', '2025-06-01T12:00:00Z'],
  },
  {
    name: 'an end in the future of materialize',
    call: (store) => store.materialize('2025-06-01T00:00:00Z', '2025-06-01T12:00:00.000001Z'),
    args: ['materialize', '2025-06-01T00:00:00Z', '2025-06-01T12:00:00.000001Z'],
    code: 'WINDOW_INVALID',
    says: ['end 2025-06-01T12:00:00.000001Z', 'in the future'],
  },
  {
    name: 'an end before the last one',
    call: (store) => store.materializeIncremental('2025-06-01T11:00:00Z'),
    args: ['materialize-incremental', '2025-06-01T11:00:00Z'],
    code: 'WINDOW_INVALID',
    says: ['driver_stats', '2025-06-01T11:00:00Z', '2025-06-01T12:00:00Z'],
  },
  {
    name: 'a start after the end',
    call: (store) => store.materialize('2025-06-01T10:00:00Z', '2025-06-01T09:00:00Z'),
    args: ['materialize', '2025-06-01T10:00:00Z', '2025-06-01T09:00:00Z'],
    code: 'WINDOW_INVALID',
    says: ['start 2025-06-01T10:00:00Z', 'after end 2025-06-01T09:00:00Z'],
  },
  {
    name: 'a registry that cannot be written, being below a file',
    breaks: (given) => given.edit('feature_store.yaml', 'data/registry.db', 'features.ts/registry.db'),
    ...apply,
    code: 'STORE_UNWRITABLE',
    says: ['registry', 'registry.db'],
  },
  {
    name: 'an online store that cannot be written, being below a file',
    breaks: (given) => given.edit('feature_store.yaml', 'data/online_store.db', 'features.ts/online_store.db'),
    ...materialize,
    code: 'STORE_UNWRITABLE',
    says: ['online store', 'online_store.db'],
  },
  {
    name: 'a training set that cannot be written, its folder being a file',
    call: async (store, given) => {
      const training = await store.getHistoricalFeatures({
        features: [FEATURE],
        entityDf: { driver_id: [1001], event_timestamp: [NOW] },
      });
      await training.writeParquet(given.path('features.ts', 'out.parquet'));
    },
    args: (given) => [...argsOf(historical(CSV), given).slice(0, -1), given.path('features.ts', 'out.parquet')],
    code: 'INPUT_INVALID',
    says: ['out.parquet'],
  },
  ...(['apply', 'materialize', 'online'] as const).flatMap((verb): BadInput[] => {
    const does = { apply, materialize, online }[verb];
    const garbage = 'neither a database nor anything else that SQLite could read. '.repeat(100);
    return [
      {
        name: `a corrupted registry, at ${verb}`,
        breaks: (given) => given.write('data/registry.db', garbage),
        ...does,
        code: 'STORE_CORRUPT',
        says: ['registry', 'registry.db'],
      },
      {
        name: `a corrupted online store, at ${verb}`,
        breaks: (given) => given.write('data/online_store.db', garbage),
        ...does,
        code: 'STORE_CORRUPT',
        says: ['online store', 'online_store.db'],
      },
    ];
  }),
];

function argsOf({ args }: Pick<BadInput, 'args'>, given: DriverRepository): readonly string[] {
  return typeof args === 'function' ? args(given) : args;
}

/** Two lines, the second of them `fix: …`, and no stack. */
function expectTwoLines(text: string, says: readonly string[]): void {
  const lines = text.trimEnd().split('\n');
  expect(lines).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/^fix: \S/)]);
  for (const part of says) expect(text).toContain(part);
}

async function refusalOf(work: Promise<unknown>): Promise<FeatureStoreError> {
  const error: unknown = await work.then(
    () => new Error('it was not refused'),
    (reason: unknown) => reason,
  );
  if (isFeatureStoreError(error)) return error;
  throw error;
}

/** What a user can ask of the store, from the registry and from the online store. */
async function answers(given: DriverRepository): Promise<object> {
  return given.with(async (store) => ({
    plan: await store.plan(),
    online: (
      await store.getOnlineFeatures({ features: [FEATURE, 'driver_stats:trips'], entityRows: ENTITY_ROWS })
    ).toJSON(),
  }));
}

const SOUND = {
  plan: { created: [], updated: [], deleted: [], unchanged: expect.any(Array), warnings: [] },
  online: {
    rows: [
      { driver_id: 1001, conv_rate: 0.5, trips: 11 },
      { driver_id: 1002, conv_rate: null, trips: 21 },
      { driver_id: 9, conv_rate: null, trips: null },
    ],
    statuses: [
      { conv_rate: 'PRESENT', trips: 'PRESENT' },
      { conv_rate: 'NULL_VALUE', trips: 'PRESENT' },
      { conv_rate: 'NOT_FOUND', trips: 'NOT_FOUND' },
    ],
  },
};

describe('is refused in two lines, exit 1, and nothing half done', () => {
  test.each(BAD_INPUT)('$name', async (bad) => {
    const before = repository.state();
    bad.breaks?.(repository);
    const refusal = await refusalOf(repository.with((store) => bad.call(store, repository)));
    expect(refusal).toMatchObject({ code: bad.code });
    expectTwoLines(refusal.message, bad.says);
    const { exit, stdout, stderr } = await runCli([...argsOf(bad, repository), '--now', NOW], {
      cwd: repository.folder,
    });
    expectTwoLines(stderr, bad.says);
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    repository.restore();
    expect(repository.state()).toEqual(before);
    expect(await answers(repository)).toEqual(SOUND);
  });

  test('the wrong folder', async () => {
    const before = repository.state();
    const refusal = await refusalOf(openFeatureStore(repository.path('data')));
    expect(refusal).toMatchObject({ code: 'REPOSITORY_NOT_FOUND' });
    expectTwoLines(refusal.message, ['feature_store.yaml', repository.path('data'), '-c ']);
    const { exit, stderr } = await runCli(['apply'], { cwd: repository.path('data') });
    expectTwoLines(stderr, ['feature_store.yaml', '-c ..']);
    expect(exit).toBe(1);
    expect(repository.state()).toEqual(before);
  });
});

test('a missing Parquet file is one line of warning at apply, which is done', async () => {
  repository.delete(STATS);
  const { warnings } = await repository.with((store) => store.apply());
  expect(warnings).toEqual([expect.stringContaining(STATS)]);
});

// Windows has no such bits.
test.skipIf(process.platform === 'win32')('a folder that is not writable', async () => {
  const before = repository.state();
  chmodSync(repository.path('data'), 0o500);
  const { exit, stderr } = await runCli(
    ['-c', repository.folder, '--now', NOW, 'materialize', '2025-06-01T00:00:00Z', NOW],
    { bound: true },
  );
  chmodSync(repository.path('data'), 0o700);
  expect(stderr).toMatch(/online_store\.db: it cannot be opened or written \(.*\)\nfix: check that its folder .*\n$/);
  expect(exit).toBe(1);
  expect(repository.state()).toEqual(before);
});

// Windows has no such bits.
test.skipIf(process.platform === 'win32')('a source in a folder, or a file, that may not be read', async () => {
  const run = () => runCli(['-c', repository.folder, 'apply'], { bound: true });
  chmodSync(repository.path(STATS), 0o000);
  const ofFile = await run();
  chmodSync(repository.path(STATS), 0o600);
  expectTwoLines(ofFile.stderr, [STATS, 'may not be read (EACCES)', 'make it readable']);
  expect(ofFile.exit).toBe(1);
  const features = repository.path('features.ts');
  mkdirSync(repository.path('locked'));
  repository.write('locked/stats.parquet', '');
  writeFileSync(features, readFileSync(features, 'utf8').replace(STATS, 'locked/stats.parquet'));
  chmodSync(repository.path('locked'), 0o000);
  const ofFolder = await run();
  chmodSync(repository.path('locked'), 0o700);
  expectTwoLines(ofFolder.stderr, ['locked/stats.parquet', 'cannot be looked into (EACCES', 'make it and the folders']);
  expect(ofFolder.exit).toBe(1);
});

describe('an option that nobody reads, by someone without types', () => {
  test.each<[string, string, (store: FeatureStore, options: never) => Promise<unknown>, object]>([
    [
      'getHistoricalFeatures',
      'the request has an unknown option "createdCutOff"\nfix: did you mean createdCutoff?',
      (store, options) => store.getHistoricalFeatures(options),
      { features: [FEATURE], entityDf: [], createdCutOff: true },
    ],
    [
      'getOnlineFeatures',
      'the request has an unknown option "full_feature_names"\nfix: did you mean fullFeatureNames?',
      (store, options) => store.getOnlineFeatures(options),
      { features: [FEATURE], entityRows: [], full_feature_names: true },
    ],
    [
      'materialize',
      'options has an unknown option "view"\nfix: did you mean views?',
      (store, options) => store.materialize(null, NOW, options),
      { view: ['driver_stats'] },
    ],
    [
      'skew',
      'options has an unknown option "size"\nfix: use views, sample, seed, tolerance',
      (store, options) => store.skew(options),
      { size: 5 },
    ],
    ['push', 'options has an unknown option "target"', (store, options) => store.push('x', [], options), { target: 1 }],
    ['openFeatureStore', 'an unknown option "clock"', (_, options) => openFeatureStore('x', options), { clock: NOW }],
    ['initRepository', 'an unknown option "path"', (_, options) => initRepository(options), { path: 'x' }],
  ])('%s', async (_, message, call, options) => {
    await expect(repository.with((store) => call(store, options as never))).rejects.toThrow(message);
  });
});

describe('a call without what it needs, by someone without types', () => {
  const nothing = undefined as never;
  const calls: [string, (store: FeatureStore) => Promise<unknown>][] = [
    ['getOnlineFeatures', (store) => store.getOnlineFeatures(nothing)],
    ['getHistoricalFeatures', (store) => store.getHistoricalFeatures(nothing)],
    ['planHistoricalFeatures', (store) => store.planHistoricalFeatures(nothing)],
    ['push', (store) => store.push(nothing, nothing)],
    ['writeToOnlineStore', (store) => store.writeToOnlineStore(nothing, nothing)],
    ['materialize', (store) => store.materialize(nothing, nothing)],
    ['materializeIncremental', (store) => store.materializeIncremental(nothing)],
    ['explain', (store) => store.explain(nothing, nothing)],
    ['explain, without an entity', (store) => store.explain('driver_stats:trips', nothing)],
    ['push, options null', (store) => store.push('x', [], null as never)],
    ['skew, options null', (store) => store.skew(null as never)],
    ['materialize, options null', (store) => store.materialize(null, NOW, null as never)],
    ['openFeatureStore', () => openFeatureStore(nothing)],
    ['openFeatureStore, a number', () => openFeatureStore(5 as never)],
    ['initRepository', () => initRepository(nothing)],
    ['initRepository, a name', () => initRepository('driver_repo' as never)],
    ['initRepository, no folder', () => initRepository({} as never)],
  ];

  test.each(calls)('%s', async (_, call) => {
    const error: unknown = await repository.with(call).catch((thrown: unknown) => thrown);
    expect(isFeatureStoreError(error), String(error)).toBe(true);
    expect((error as FeatureStoreError).message).toMatch(/^.*\S\nfix: \S.*$/);
  });
});

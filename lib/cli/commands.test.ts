import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { runCli } from '../testing/run-cli';
import type { CliRun } from '../testing/run-cli';

// The class at the command line, command by command, on one repository: each test stands on those before it.
const home = mkdtempSync(join(tmpdir(), 'featlab-cli-'));
const repository = join(home, 'driver_repo');
const NOW = '2025-06-10T12:30:00Z';

/** In the repository, at NOW. */
const run = (...args: string[]): Promise<CliRun> => runCli([...args, '--now', NOW], { cwd: repository });

/** What it prints, where all went well. */
async function said(...args: string[]): Promise<string> {
  const { exit, stdout, stderr } = await run(...args);
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  return stdout;
}

async function json(...args: string[]): Promise<unknown> {
  return JSON.parse(await said(...args, '--json'));
}

const CONV_RATE = 'driver_hourly_stats:conv_rate';
const ROWS = '[{"driver_id":1001},{"driver_id":9}]';

describe('a new repository', () => {
  test('init says what it made and what comes next', async () => {
    const { exit, stdout } = await runCli(['init', 'driver_repo', '--now', NOW], { cwd: home });
    expect(exit).toBe(0);
    expect(stdout).toContain(repository);
    expect(stdout).toMatch(/next:\n {2}cd driver_repo\n {2}featlab apply\n$/);
    expect(readdirSync(repository).sort()).toEqual(['data', 'feature_store.yaml', 'features.ts']);
  });

  test('init again touches nothing', async () => {
    const { exit, stdout, stderr } = await runCli(['init', 'driver_repo', '--seed', '5'], { cwd: home });
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    expect(stderr).toMatch(/driver_repo is there already, with data, feature_store.yaml, features.ts\nfix: /);
  });

  test('what comes before apply says apply', async () => {
    const { exit, stderr } = await run('feature-views', 'list');
    expect({ exit, stderr }).toEqual({
      exit: 1,
      stderr:
        'nothing of project driver_repo was applied yet\nfix: run featlab apply; in a script: await store.apply()\n',
    });
  });
});

describe('plan and apply', () => {
  const diff = [
    '+ entity           driver',
    '+ data source      driver_hourly_stats_source',
    '+ feature view     driver_hourly_stats',
    '+ feature service  driver_activity_v1',
  ];

  test('plan shows the diff and changes nothing', async () => {
    expect(await said('plan')).toBe([...diff, '4 to create, 0 to update, 0 to delete, 0 unchanged\n'].join('\n'));
    expect(existsSync(join(repository, 'data', 'registry.db'))).toBe(false);
  });

  test('apply carries it out, once', async () => {
    expect(await said('apply')).toBe([...diff, '4 created, 0 updated, 0 deleted, 0 unchanged\n'].join('\n'));
    expect(await said('apply')).toBe('No changes (4 unchanged)\n');
  });

  test('--json: kind and name', async () => {
    expect(await json('plan')).toMatchObject({
      created: [],
      updated: [],
      deleted: [],
      unchanged: expect.arrayContaining([{ kind: 'feature view', name: 'driver_hourly_stats' }]),
    });
  });

  test('a source that is not there yet is a warning on stderr', async () => {
    const features = join(repository, 'features.ts');
    const text = readFileSync(features, 'utf8');
    writeFileSync(features, text.replace('driver_stats.parquet', 'tomorrow.parquet'));
    const { exit, stdout, stderr } = await run('plan', '--json');
    writeFileSync(features, text);
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ updated: [{ name: 'driver_hourly_stats_source' }, {}] });
    expect(stderr).toMatch(/^warning: source driver_hourly_stats_source: no file at data\/tomorrow.parquet yet/);
  });
});

describe('what was applied', () => {
  test('lists, from any folder below the repository', async () => {
    const { stdout } = await runCli(['feature-views', 'list'], { cwd: join(repository, 'data') });
    expect(stdout).toBe(
      'NAME                 ENTITIES  TTL  ONLINE  FEATURES\n' +
        'driver_hourly_stats  driver    1d   yes     conv_rate, acc_rate, avg_daily_trips\n',
    );
  });

  test.each([
    ['entities', { name: 'driver', joinKeys: { driver_id: 'int64' }, description: null, tags: {}, owner: null }],
    ['data-sources', { name: 'driver_hourly_stats_source', paths: ['data/driver_stats.parquet'] }],
    ['feature-services', { name: 'driver_activity_v1', features: [CONV_RATE, expect.any(String), expect.any(String)] }],
  ])('%s list --json: a list of definitions', async (command, first) => {
    expect(await json(command, 'list')).toEqual([expect.objectContaining(first)]);
  });

  test('describe: the fields of one', async () => {
    expect(await said('feature-views', 'describe', 'driver_hourly_stats')).toMatch(
      /^name {6}driver_hourly_stats\nentities {2}driver\njoinKeys {2}driver_id int64\nttl {7}1d\n[^]*\n\nFEATURE {10}TYPE\nconv_rate/,
    );
    expect(await json('feature-views', 'describe', 'driver_hourly_stats')).toEqual({
      name: 'driver_hourly_stats',
      entities: ['driver'],
      joinKeys: { driver_id: 'int64' },
      ttl: '1d',
      schema: { conv_rate: 'float32', acc_rate: 'float32', avg_daily_trips: 'int64' },
      source: {
        name: 'driver_hourly_stats_source',
        paths: ['data/driver_stats.parquet'],
        timestampField: 'event_timestamp',
        createdTimestampColumn: 'created',
        fieldMapping: {},
        description: null,
        tags: {},
        owner: null,
      },
      online: true,
      description: null,
      tags: {},
      owner: null,
    });
  });

  test('describe of what is not there says what was meant', async () => {
    const { exit, stderr } = await run('feature-views', 'describe', 'driver_hourly_stat');
    expect({ exit, stderr }).toEqual({
      exit: 1,
      stderr: 'unknown feature view driver_hourly_stat\nfix: did you mean driver_hourly_stats?\n',
    });
  });
});

describe('skew before anything was materialized', () => {
  test('shows the first difference with its rows, and ends with 1', async () => {
    const { exit, stdout, stderr } = await run('skew', '--sample', '2', '--seed', '1');
    expect(exit).toBe(1);
    expect(stdout).toMatch(
      /^2 keys, 6 values checked: 6 values differ\n\nthe first:\ndriver_hourly_stats:conv_rate of /,
    );
    expect(stdout).toMatch(/online: nothing is stored for this entity: it was not materialized/);
    expect(stdout).toMatch(/2025-06-10T12:00:00Z .* wins\n/);
    expect(stderr).toMatch(/^skew: 6 values differ between training and serving[^\n]*\nfix: materialize [^\n]*\n$/);
  });

  test('--json: the report alone on stdout', async () => {
    const { exit, stdout } = await run('skew', '--sample', '1', '--view', 'driver_hourly_stats', '--json');
    expect(exit).toBe(1);
    const report = JSON.parse(stdout) as { mismatches: unknown[] };
    expect(report).toMatchObject({ checked: 1, values: 3 });
    expect(report.mismatches).toContainEqual({
      view: 'driver_hourly_stats',
      feature: 'conv_rate',
      entity: { driver_id: expect.any(Number) },
      offline: expect.any(Number),
      online: null,
    });
  });
});

describe('materialize', () => {
  test('says what it read and wrote, and no bar in a pipe', async () => {
    const text = await said('materialize', '2025-06-01T00:00:00Z', '2025-06-09T00:00:00Z', '-v', 'driver_hourly_stats');
    expect(text).toMatch(
      /^VIEW {17}FROM {18}TO {20,}READ {2}WRITTEN {2}SKIPPED\ndriver_hourly_stats {2}2025-06-01T00:00:00Z {2}2025-06-09T00:00:00Z .* 5 {8}0\n$/,
    );
  });

  test('--json: an object for each view', async () => {
    expect(await json('materialize-incremental', '2025-06-10T12:00:00Z')).toEqual([
      {
        view: 'driver_hourly_stats',
        read: expect.any(Number),
        written: 5,
        skipped: 0,
        start: null,
        end: '2025-06-10T12:00:00Z',
      },
    ]);
  });

  test('an END without a zone is UTC, and it says so', async () => {
    const { exit, stdout, stderr } = await run('materialize-incremental', '2025-06-10 12:10');
    expect(exit).toBe(0);
    expect(stdout).toContain('2025-06-10T12:10:00Z');
    expect(stderr).toBe('note: END 2025-06-10 12:10 has no zone and is taken as UTC: 2025-06-10T12:10:00Z\n');
  });

  test.each([
    [
      'before the last end',
      '2025-06-01T00:00:00Z',
      /2025-06-01T00:00:00Z is before the last end .* 2025-06-10T12:10:00Z/,
    ],
    ['in the future', '2030-01-01T00:00:00Z', /2030-01-01T00:00:00Z is in the future/],
  ])('an END %s is an error', async (_, end, message) => {
    const { exit, stdout, stderr } = await run('materialize-incremental', end);
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    expect(stderr).toMatch(message);
  });
});

describe('get-online-features', () => {
  test('a table, and what is not there', async () => {
    const text = await said('get-online-features', '--entity-rows', ROWS, '--features', CONV_RATE, '--status');
    const [header, first, second, absent] = text.split('\n');
    expect(header).toMatch(/^driver_id {2} +conv_rate {2}STATUS$/);
    expect(first).toMatch(/^ +1001 {2}0\.\d+ {2}PRESENT$/);
    expect(second).toMatch(/^ +9 +null {2}NOT_FOUND$/);
    expect(absent).toBe('null: 1 NOT_FOUND (featlab explain says why)');
  });

  test('--json: rows and statuses, the rows from a file, the names in full', async () => {
    writeFileSync(join(repository, 'rows.json'), `\uFEFF${ROWS}`);
    const flags = ['--features', CONV_RATE, '--features', 'driver_hourly_stats:acc_rate', '--full-feature-names'];
    const answer = await json('get-online-features', '--entity-rows', '@rows.json', ...flags);
    const names = { driver_hourly_stats__conv_rate: 'NOT_FOUND', driver_hourly_stats__acc_rate: 'NOT_FOUND' };
    expect(answer).toMatchObject({
      rows: [
        { driver_id: 1001, driver_hourly_stats__conv_rate: expect.any(Number) },
        { driver_id: 9, driver_hourly_stats__acc_rate: null },
      ],
      statuses: [{}, names],
    });
  });

  test('at the time of --now: what is too old is OUTSIDE_MAX_AGE', async () => {
    const args = [
      'get-online-features',
      '--entity-rows',
      '[{"driver_id":1001}]',
      '--feature-service',
      'driver_activity_v1',
    ];
    const { stdout } = await runCli([...args, '--now', '2025-06-12T00:00:00Z'], { cwd: repository });
    expect(stdout).toContain('null: 3 OUTSIDE_MAX_AGE');
  });
});

describe('explain and skew', () => {
  test('explain: a sentence for each path, and the rows', async () => {
    const text = await said('explain', CONV_RATE, '--entity', '{"driver_id":1001}', '--at', '2025-06-05T10:30:00Z');
    expect(text).toContain('driver_hourly_stats:conv_rate of driver_id=1001 at 2025-06-05T10:30:00Z (ttl 1d)\n');
    expect(text).toContain('  offline: the row of 2025-06-05T10:00:00Z wins');
    expect(text).toMatch(/EVENT TIMESTAMP +CREATED +VALUE {2}VERDICT\n/);
  });

  test('skew: serving equals training', async () => {
    expect(await said('skew', '--sample', '3', '--tolerance', '0')).toBe(
      '3 keys, 9 values checked: serving equals training\n',
    );
    expect(await json('skew')).toEqual({ checked: 5, values: 15, nulls: 0, mismatches: [] });
  });

  test('skew of no keys says that nothing was compared', async () => {
    expect(await said('skew', '--sample', '0')).toBe('0 keys, 0 values checked: nothing was compared\n');
  });

  test('skew, long after the data: equal, and nothing but nulls', async () => {
    const { exit, stdout } = await runCli(['skew', '--now', '2030-01-01T00:00:00Z'], { cwd: repository });
    expect([exit, stdout]).toEqual([
      0,
      expect.stringMatching(/^5 keys, 15 values checked: serving equals training, and every value is null\n.*--now/),
    ]);
  });
});

describe('teardown', () => {
  test('forgets what was applied, and the data stay', async () => {
    expect(await said('teardown')).toMatch(/- feature view {5}driver_hourly_stats\n[^]*4 deleted\n$/);
    expect((await run('feature-views', 'list')).stderr).toContain('fix: run featlab apply');
    expect(existsSync(join(repository, 'data', 'driver_stats.parquet'))).toBe(true);
  });
});

test('version', async () => {
  const { version } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  expect(await said('version')).toBe(`featlab ${version} (Node ${process.versions.node})\n`);
});

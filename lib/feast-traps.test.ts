import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { openFeatureStore } from './open-store';
import { DriverRepository, NOW } from './testing/driver-repository';
import { runCli } from './testing/run-cli';

/*
 * What trips people in Feast, and must not here. Elsewhere are tested:
 * - a second init, the same seed: repository/init.test.ts; that a command starts fast: npm run bench
 * - 5 rows asked, 5 come, in their order and types: conformance (join), and the order of features (views)
 * - an older window does not replace newer values: conformance (materialize)
 * - an end before the last one or in the future, misfit sources, `registri:`, apply in the wrong folder: bad-input.test.ts
 * - float32 is the same double on both paths: conformance (values)
 * - colours on a terminal, NO_COLOR: cli/
 */

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

const TRIPS = ['driver_stats:trips'];

/** As served at `now`: the value and its status. */
async function served(
  given: DriverRepository,
  entityRow: Record<string, unknown>,
  now: string = NOW,
): Promise<unknown> {
  return given.with(async (store) => {
    const response = await store.getOnlineFeatures({ features: TRIPS, entityRows: [entityRow] });
    return [response.toRows()[0]?.['trips'], response.statuses()[0]?.['trips']];
  }, now);
}

test("apply in a copied repository leaves the original's online rows alone", async () => {
  const copy = new DriverRepository(repository);
  copy.write(
    'features.ts',
    "import { entity } from 'featlab';\nexport const driver = entity({ name: 'driver', joinKeys: { driver_id: 'int64' } });\n",
  );
  const before = repository.state();
  await copy.with((store) => store.apply());
  expect(copy.tables('online_store.db')).toEqual({ featlab_views: [] });
  expect(repository.state()).toEqual(before);
  copy.remove();
});

test('a ttl that is changed and applied changes the next read, both ways, with no new materialize', async () => {
  const threeDaysOn = '2025-06-04T12:00:00Z';
  const applied = async (from: string, to: string): Promise<unknown> => {
    repository.edit('features.ts', from, to);
    await repository.with((store) => store.apply());
    return served(repository, { driver_id: 1001 }, threeDaysOn);
  };
  expect(await served(repository, { driver_id: 1001 }, threeDaysOn)).toEqual([null, 'OUTSIDE_MAX_AGE']);
  expect(await applied("ttl: '1d'", "ttl: '7d'")).toEqual([11, 'PRESENT']);
  expect(await applied("ttl: '7d'", "ttl: '1d'")).toEqual([null, 'OUTSIDE_MAX_AGE']);
});

test('an open store sees a ttl that another process applied', async () => {
  const store = await openFeatureStore(repository.folder, { now: '2025-06-04T12:00:00Z' });
  const status = async () =>
    (await store.getOnlineFeatures({ features: TRIPS, entityRows: [{ driver_id: 1001 }] })).statuses()[0]?.['trips'];
  expect(await status()).toBe('OUTSIDE_MAX_AGE');
  repository.edit('features.ts', "ttl: '1d'", "ttl: '7d'");
  expect(await runCli(['apply'], { cwd: repository.folder })).toMatchObject({ exit: 0 });
  expect(await status()).toBe('PRESENT');
  await store.close();
});

describe('an id is what it is', () => {
  test.each([
    ['a fraction', 1001.5],
    ['a text', '1001'],
    ['a truth', true],
  ])('%s is refused, naming the row', async (_, id) => {
    const work = repository.with((store) =>
      store.getOnlineFeatures({ features: TRIPS, entityRows: [{ driver_id: 1001 }, { driver_id: id }] }),
    );
    await expect(work).rejects.toThrow(`entity row 2: driver_id is ${JSON.stringify(id)}`);
  });

  test('an unknown one and null are NOT_FOUND, no rows are no rows', async () => {
    expect(await served(repository, { driver_id: 9 })).toEqual([null, 'NOT_FOUND']);
    expect(await served(repository, { driver_id: null })).toEqual([null, 'NOT_FOUND']);
    const none = await repository.with((store) => store.getOnlineFeatures({ features: TRIPS, entityRows: [] }));
    expect(none.toDict()).toEqual({ driver_id: [], trips: [] });
  });
});

describe('times are UTC, whatever the zone of the process', () => {
  const inBuenosAires = (args: readonly string[]) =>
    runCli(args, { cwd: repository.folder, env: { TZ: 'America/Argentina/Buenos_Aires' } });

  test('a naive end is UTC, and the output says so', async () => {
    const args = ['materialize', '2025-06-01T11:00:00', '2025-06-01T11:30:00', '--now', NOW, '--json'];
    const { exit, stdout, stderr } = await inBuenosAires(args);
    expect({ exit, results: JSON.parse(stdout) }).toMatchObject({
      exit: 0,
      results: [{ read: 3, start: '2025-06-01T11:00:00Z', end: '2025-06-01T11:30:00Z' }],
    });
    expect(stderr).toContain('END 2025-06-01T11:30:00 has no zone and is taken as UTC');
  });

  test('what is printed is UTC', async () => {
    const { stdout } = await inBuenosAires(['materialize-incremental', '2025-06-01T12:00:00Z', '--now', NOW]);
    expect(stdout).toContain('2025-06-01T12:00:00Z');
  });
});

describe('a repository from init to a read', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'featlab-init-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('with a hyphen in its name, from any folder of it: quiet, plain, counted', async () => {
    const repo = join(folder, 'mi-repo');
    const steps: [cwd: string, args: string[], says: RegExp][] = [
      [folder, ['init', 'mi-repo'], /features\.ts/],
      [repo, ['apply'], /4 created, 0 updated, 0 deleted/],
      [repo, ['plan'], /^No changes \(4 unchanged\)\n$/],
      [join(repo, 'data'), ['materialize-incremental', NOW], /READ +WRITTEN +SKIPPED\n.* 5 +0\n$/],
      [
        join(repo, 'data'),
        ['get-online-features', '--features', 'driver_hourly_stats:conv_rate', '--entity-rows', '[{"driver_id":1001}]'],
        /1001 +0\.\d+/,
      ],
      [repo, ['skew'], /serving equals training/],
    ];
    for (const [cwd, args, says] of steps) {
      const { exit, stdout, stderr } = await runCli([...args, '--now', NOW], { cwd });
      expect({ args, exit, stderr }).toEqual({ args, exit: 0, stderr: '' });
      expect(stdout).toMatch(says);
      expect(stdout).not.toContain('\u001b');
    }
  });
});

test('a change of ttl is one line in the plan', async () => {
  repository.edit('features.ts', "ttl: '1d'", "ttl: '7d'");
  const { stdout } = await runCli(['plan'], { cwd: repository.folder });
  expect(stdout).toBe('~ feature view     driver_stats\n0 to create, 1 to update, 0 to delete, 2 unchanged\n');
});

test('float32 offline and online: no false skew', async () => {
  const { checked, mismatches } = await repository.with((store) => store.skew());
  expect({ checked, mismatches }).toEqual({ checked: 3, mismatches: [] });
});

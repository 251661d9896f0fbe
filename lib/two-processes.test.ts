import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { packageRoot } from './package-root';
import type { FeatureStore } from './store';
import { DriverRepository, FEATURES, NOW } from './testing/driver-repository';
import { rowsOf } from './testing/database-rows';
import { StoreProcess } from './testing/store-process';
import type { Outcome } from './testing/store-process';
import { parquetBytes } from './testing/write-parquet';

const KEYS = 2_000;
const HOURS = 6;
const ROUNDS = 2;
const OPTIONS = '{ batchRows: 50 }';

let repository: DriverRepository;
beforeEach(() => {
  repository = new DriverRepository();
  repository.write('data/driver_stats.parquet', statsOf(1));
  repository.write('data/other_stats.parquet', statsOf(-1));
});
afterEach(() => {
  repository.remove();
});

/** For each key a row at each of the hours 1 to 6: conv_rate is the hour, trips key × 100 + hour; both times `sign`. */
function statsOf(sign: number): Uint8Array {
  const rows = Array.from({ length: KEYS * HOURS }, (_, i) => ({ key: Math.floor(i / HOURS), hour: 1 + (i % HOURS) }));
  const time = rows.map(({ hour }) => timeOf(hour));
  return parquetBytes([
    { name: 'driver_id', type: 'int64', values: rows.map(({ key }) => String(key)) },
    { name: 'event_timestamp', type: 'timestamp[us, UTC]', values: time },
    { name: 'created', type: 'timestamp[us, UTC]', values: time },
    { name: 'conv_rate', type: 'float32', values: rows.map(({ hour }) => sign * hour) },
    { name: 'trips', type: 'int64', values: rows.map(({ key, hour }) => String(sign * (key * 100 + hour))) },
  ]);
}

function timeOf(hour: number): string {
  return `2025-06-01T0${String(hour)}:00:00Z`;
}

/** All at once, as processes of their own. */
async function atOnce(...works: readonly (readonly [body: string, ...args: string[]])[]): Promise<Outcome[]> {
  const processes = await Promise.all(works.map((work) => StoreProcess.start(repository.folder, NOW, ...work)));
  return Promise.all(processes.map((each) => each.go()));
}

/** Every key's values as served. A row is torn whose values do not belong together. */
async function served(store: FeatureStore): Promise<{ hours: (number | null)[]; torn: number }> {
  const entityRows = Array.from({ length: KEYS }, (_, driver_id) => ({ driver_id }));
  const features = ['driver_stats:conv_rate', 'driver_stats:trips'];
  const rows = (await store.getOnlineFeatures({ features, entityRows })).toRows();
  const belongs = ({ driver_id, conv_rate, trips }: Record<string, unknown>) =>
    conv_rate === null
      ? trips === null
      : trips === Math.sign(Number(conv_rate)) * Number(driver_id) * 100 + Number(conv_rate);
  return {
    hours: rows.map((row) => row['conv_rate'] as number | null),
    torn: rows.filter((row) => !belongs(row)).length,
  };
}

describe('two processes write at once', () => {
  test('apply and apply, the first ever: both are done, and the one that came second had nothing to do', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const outcomes = await atOnce(
        ['return (await store.apply()).created.length'],
        ['return (await store.apply()).created.length'],
      );
      expect(outcomes).toEqual(expect.arrayContaining([{ answer: 3 }, { answer: 0 }]));
      await repository.with(async (store) => {
        expect(await store.plan()).toMatchObject({ created: [], updated: [], deleted: [] });
        await store.materialize(null, NOW);
        expect(await served(store)).toEqual({ hours: Array(KEYS).fill(HOURS), torn: 0 });
        await store.teardown();
      });
      repository.delete('data/registry.db');
      repository.delete('data/online_store.db');
    }
  });

  test('apply of one view and apply of none: the registry holds one of them, and the online store its tables', async () => {
    const apply = 'await store.apply(args[0] === "none" ? [] : undefined)';
    for (let round = 0; round < ROUNDS; round++) {
      expect(await atOnce([apply, 'all'], [apply, 'none'])).toEqual([{ answer: null }, { answer: null }]);
      await repository.with(async (store) => {
        const views = [...store.applied().views.keys()];
        const tables = Object.keys(repository.tables('online_store.db')).filter((name) => name.startsWith('drivers_'));
        expect(tables).toEqual(views.map((name) => `drivers_${name}`));
      });
    }
  });

  test('materialize of windows that overlap, and increments: the same store as one after the other', async () => {
    const window = `await store.materialize(args[0], args[1], ${OPTIONS})`;
    const works = [
      [window, timeOf(1), timeOf(4)],
      [window, timeOf(2), timeOf(6)],
      [`await store.materializeIncremental(args[0], ${OPTIONS})`, timeOf(5)],
    ] as const;
    const alone = new DriverRepository(repository);
    await alone.with(async (store) => {
      await store.apply();
      await store.materialize(timeOf(1), timeOf(4));
      await store.materialize(timeOf(2), timeOf(6));
      await store.materializeIncremental(timeOf(5));
    });
    await repository.with((store) => store.apply());
    expect(await atOnce(...works)).toEqual(works.map(() => ({ answer: null })));
    expect(rowsOf(repository)).toBe(rowsOf(alone));
    alone.remove();
  });

  test('materialize while apply changes the source: never rows of the old one under the new one', async () => {
    await repository.with((store) => store.apply());
    for (let round = 0; round < ROUNDS; round++) {
      const sign = swapSource(round);
      const [materialized, applied] = await atOnce(
        [`for (let i = 0; i < 3; i++) await store.materialize(null, args[0], ${OPTIONS})`, NOW],
        ['await store.apply()'],
      );
      expect(applied).toEqual({ answer: null });
      if ('code' in materialized) expect(materialized).toMatchObject(ROWS_DROPPED);
      await repository.with(async (store) => {
        const { hours, torn } = await served(store);
        expect(torn).toBe(0);
        expect(hours.filter((hour) => hour !== null && hour !== sign * HOURS)).toEqual([]);
        await store.materializeIncremental(NOW);
        expect(await served(store)).toEqual({ hours: Array(KEYS).fill(sign * HOURS), torn: 0 });
      });
    }
  });

  test.each([
    ['the first', 50],
    ['the last', KEYS],
  ])(
    'an apply of another process just after %s batch of an increment: it is refused, without a mark',
    async (_, at) => {
      await repository.with(async (store) => {
        await store.apply();
        swapSource(0);
        const onProgress = ({ done }: { done: number }): void => {
          if (done === at) execFileSync(process.execPath, [BIN, 'apply'], { cwd: repository.folder });
        };
        const refused = store.materializeIncremental(NOW, { batchRows: 50, onProgress });
        await expect(refused).rejects.toMatchObject(ROWS_DROPPED);
        expect(await served(store)).toEqual({ hours: Array(KEYS).fill(null), torn: 0 });
        expect(repository.tables('registry.db')['marks']).toEqual([]);
        await store.materializeIncremental(NOW);
        expect(await served(store)).toEqual({ hours: Array(KEYS).fill(-HOURS), torn: 0 });
      });
    },
  );
});

const BIN = join(packageRoot(), 'lib', 'cli', 'bin.js');

const ROWS_DROPPED = {
  code: 'STORE_CHANGED',
  message: expect.stringMatching(/view driver_stats were dropped .*\nfix: run materialize again$/) as string,
};

/** The view is of the other source, whose values have the other sign; answers the sign. */
function swapSource(round: number): number {
  const isOther = round % 2 === 0;
  repository.write('features.ts', isOther ? FEATURES.replace('driver_stats.parquet', 'other_stats.parquet') : FEATURES);
  return isOther ? -1 : 1;
}

test('a reader during a write: whole rows, all of one moment between two batches', async () => {
  await repository.with(async (store) => {
    await store.apply();
    const hours = Array.from({ length: HOURS }, (_, i) => timeOf(i + 1));
    const body = `for (const hour of args) await store.materialize(hour, hour, ${OPTIONS})`;
    const writer = await StoreProcess.start(repository.folder, NOW, body, ...hours);
    const outcome = writer.go();
    let done = false;
    void outcome.finally(() => (done = true));
    let last = 0;
    let states = 0;
    while (!done) {
      const now = await served(store);
      expect(now.torn).toBe(0);
      const seen = now.hours.map((hour) => hour ?? 0);
      // Batches go in the order of the keys: the first keys are an hour ahead, or none is.
      expect(seen).toEqual(seen.toSorted((a, b) => b - a));
      expect(seen[0] - seen[KEYS - 1]).toBeLessThanOrEqual(1);
      const sum = seen.reduce((all, hour) => all + hour, 0);
      expect(sum).toBeGreaterThanOrEqual(last);
      states += Number(sum > last);
      last = sum;
      await new Promise(setImmediate);
    }
    expect(await outcome).toEqual({ answer: null });
    expect(states).toBeGreaterThan(2);
    expect(await served(store)).toEqual({ hours: Array(KEYS).fill(HOURS), torn: 0 });
  });
});

import { existsSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { packageRoot } from './package-root';
import type { FeatureStore } from './store';
import { DriverRepository, FEATURES, NOW } from './testing/driver-repository';
import { randomNumbers } from './testing/random-numbers';

const KEYS = 2_000;
const KILLS = 20;
const HALF_PAST = '2025-06-01T11:30:00Z';

/** Two rows for each key, an hour apart. */
function rows(): Parameters<DriverRepository['writeRows']>[0] {
  const twice = <T>(value: (key: number, hour: number) => T): T[] =>
    Array.from({ length: 2 * KEYS }, (_, i) => value(i >> 1, 11 + (i & 1)));
  const time = twice((_, hour) => `2025-06-01T${String(hour)}:00:00Z`);
  return [
    { name: 'driver_id', type: 'int64', values: twice((key) => String(key)) },
    { name: 'event_timestamp', type: 'timestamp[us, UTC]', values: time },
    { name: 'created', type: 'timestamp[us, UTC]', values: time },
    { name: 'conv_rate', type: 'float32', values: twice((key, hour) => (key % 7 === 0 ? null : key / hour)) },
    { name: 'trips', type: 'int64', values: twice((key, hour) => String(key * hour)) },
  ];
}

const ONE_VIEW = FEATURES;
const TWO_VIEWS = `${FEATURES}
export const trips = featureView({ name: 'trips_alone', entities: [driver], source, schema: { trips: 'int64' } });
`;

/**
 * Applies two views, materializes in small batches, drops a view, drops all, and again. At a given step (a batch, an
 * apply) it wakes a thread of its own, which waits a given time and kills the process, whatever it is doing then.
 */
const LOOP = `
  const { once } = require('node:events');
  const { writeFileSync } = require('node:fs');
  const { Worker } = require('node:worker_threads');
  const { openFeatureStore } = require('./dist/lib/index.js');
  const [folder, now, halfPast, oneView, twoViews, lastStep, afterwards] = process.argv.slice(1);
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const killer = \`
    const { workerData } = require('node:worker_threads');
    Atomics.wait(workerData, 0, 0);
    Atomics.wait(workerData, 0, 1, \${afterwards});
    process.kill(process.pid, 'SIGKILL');
  \`;
  let steps = 0;
  const step = () => {
    if (steps++ !== Number(lastStep)) return;
    Atomics.store(signal, 0, 1);
    Atomics.notify(signal, 0);
  };
  const options = { batchRows: 100, onProgress: step };
  (async () => {
    const store = await openFeatureStore(folder, { now });
    await once(new Worker(killer, { eval: true, workerData: signal }), 'online');
    for (;;) {
      writeFileSync(folder + '/features.ts', twoViews);
      step();
      await store.apply();
      step();
      await store.materialize('2025-06-01T00:00:00Z', halfPast, options);
      await store.materializeIncremental(now, options);
      writeFileSync(folder + '/features.ts', oneView);
      step();
      await store.apply();
      step();
      await store.teardown();
    }
  })();
`;

/** Steps of one round: a batch of 100 keys of two views in two windows, and what is around. */
const STEPS = 4 * (KEYS / 100) + 4;

/** @param afterwards milliseconds */
async function killAt(step: number, afterwards: number, { folder }: DriverRepository): Promise<void> {
  const args = ['-e', LOOP, folder, NOW, HALF_PAST, ONE_VIEW, TWO_VIEWS, String(step), String(afterwards)];
  const child = spawn(process.execPath, args, { cwd: packageRoot(), stdio: ['ignore', 'ignore', 'inherit'] });
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
}

let template: DriverRepository;
beforeAll(() => {
  template = new DriverRepository();
  template.writeRows(rows());
});
afterAll(() => {
  template.remove();
});

/** What every run should end in. */
async function runOn(given: DriverRepository): Promise<void> {
  given.write('features.ts', TWO_VIEWS);
  await given.with(async (store) => {
    await store.apply();
    await store.materializeIncremental(NOW);
  });
}

/** Every row of both databases, a line each; a generation is new for each making of a table. */
function rowsOf(given: DriverRepository): string {
  const tables = { ...given.tables('registry.db'), ...given.tables('online_store.db') };
  const lines = Object.entries(tables).flatMap(([name, rows]) => rows.map((row) => `${name} ${JSON.stringify(row)}`));
  return lines.join('\n').replaceAll(/"generation":"[^"]+"/g, '');
}

/** What a killed process left: databases that are sound, of which what is applied can be read. */
async function expectWhole(given: DriverRepository): Promise<void> {
  for (const file of ['registry.db', 'online_store.db'].filter((name) => existsSync(given.path('data', name)))) {
    const db = new Database(given.path('data', file));
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    db.close();
  }
  const trips = await given.with(tripsOf).catch((error: unknown) => error);
  if (trips instanceof Error) expect(trips).toMatchObject({ code: 'NOT_APPLIED' });
  else expect((trips as (number | null)[]).filter(isTorn)).toEqual([]);
}

/** No value that the source has for this key. */
function isTorn(value: number | null, key: number): boolean {
  return value !== null && value !== 11 * key && value !== 12 * key;
}

/** Of every key, as served. Without a view nothing is served. */
async function tripsOf(store: FeatureStore): Promise<unknown[]> {
  if (store.applied().views.size === 0) return [];
  const entityRows = Array.from({ length: KEYS }, (_, driver_id) => ({ driver_id }));
  return (await store.getOnlineFeatures({ features: ['driver_stats:trips'], entityRows })).toDict()['trips'] ?? [];
}

test(`killed at ${String(KILLS)} moments, registry and store are whole, and a run after it ends as one undisturbed`, async () => {
  const undisturbed = new DriverRepository(template);
  await runOn(undisturbed);
  const expected = rowsOf(undisturbed);
  undisturbed.remove();
  const random = randomNumbers(1);
  for (let kill = 0; kill < KILLS; kill++) {
    const killed = new DriverRepository(template);
    await killAt(Math.floor(random() * STEPS), random() * 4, killed);
    await expectWhole(killed);
    await runOn(killed);
    expect(rowsOf(killed)).toBe(expected);
    killed.remove();
  }
}, 120_000);

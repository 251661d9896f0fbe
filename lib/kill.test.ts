import { existsSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { packageRoot } from './package-root';
import type { FeatureStore } from './store';
import { rowsOf } from './testing/database-rows';
import { DriverRepository, FEATURES, NOW } from './testing/driver-repository';
import { randomNumbers } from './testing/random-numbers';
import { minutes, runs } from './testing/runs';

const KEYS = 2_000;
/** Of each kind: 10 in `npm test`, 120 in `npm run test:deep`. */
const KILLS = runs(10);
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

/** Of one round: a batch of 100 keys of two views in two windows is a step, and each of what is around. */
const BATCHES = 4 * (KEYS / 100);
/** The steps after which a round applies two views, applies one (so that a table is dropped), and tears all down. */
const APPLIES = [0, BATCHES + 2, BATCHES + 3];

/** A step, and how long after it the kill comes. */
type Moment = (random: () => number) => { readonly step: number; readonly afterwards: number };

const WHILE: Record<string, Moment> = {
  materialize: (random) => ({ step: 2 + Math.floor(random() * BATCHES), afterwards: random() * 4 }),
  apply: (random) => ({
    step: APPLIES[Math.floor(random() * APPLIES.length)] + (random() < 0.5 ? 0 : BATCHES + 4),
    afterwards: random() * 20,
  }),
};

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

test.each(Object.keys(WHILE))(
  `killed at ${String(KILLS)} moments of %s, registry and store are whole, and a run after it ends as one undisturbed`,
  async (kind) => {
    const undisturbed = new DriverRepository(template);
    await runOn(undisturbed);
    const expected = rowsOf(undisturbed);
    undisturbed.remove();
    const random = randomNumbers(1);
    for (let kill = 0; kill < KILLS; kill++) {
      const { step, afterwards } = WHILE[kind](random);
      const killed = new DriverRepository(template);
      await killAt(step, afterwards, killed);
      await expectWhole(killed);
      await runOn(killed);
      expect(rowsOf(killed), `kill ${String(kill)}: step ${String(step)}, ${String(afterwards)} ms on`).toBe(expected);
      killed.remove();
    }
  },
  minutes(2),
);

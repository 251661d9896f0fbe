import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { isFeatureStoreError } from './errors';
import { packageRoot } from './package-root';
import type { FeatureStore } from './store';
import { DriverRepository, NOW } from './testing/driver-repository';
import { parquetBytes } from './testing/write-parquet';

const KEYS = 2_000;
const GROUP = 200;
const READS = 6;
const SOURCE = 'data/driver_stats.parquet';
const IDS = Array.from({ length: KEYS }, (_, key) => key);

/** A file whose every row says its version; the versions' files have the same length, row groups and places. */
function version(trips: number): Uint8Array {
  const time = IDS.map(() => '2025-06-01T11:00:00Z');
  return parquetBytes(
    [
      { name: 'driver_id', type: 'int64', values: IDS.map(String) },
      { name: 'event_timestamp', type: 'timestamp[us, UTC]', values: time },
      { name: 'created', type: 'timestamp[us, UTC]', values: time },
      { name: 'conv_rate', type: 'float32', values: IDS.map(() => trips) },
      { name: 'trips', type: 'int64', values: IDS.map(() => String(trips)) },
    ],
    { rowGroupSize: GROUP },
  );
}

const repository = new DriverRepository();
beforeAll(async () => {
  [1, 2].forEach((n) => {
    repository.write(`${String(n)}.parquet`, version(n));
  });
  repository.write(SOURCE, version(1));
  await repository.with((store) => store.apply());
});
afterAll(() => {
  repository.remove();
});

/** Writes one version after the other until it is told to stop. A half-written file is none: it lacks its end. */
const WRITER = `
  const fs = require('node:fs');
  const [source, how, ...versions] = process.argv.slice(1);
  const bytes = versions.map((file) => fs.readFileSync(file));
  const write = {
    'written over in place, its last bytes last': (now) => {
      const fd = fs.openSync(source, 'r+');
      const end = now.length - 8;
      fs.writeSync(fd, new Uint8Array(8), 0, 8, end);
      for (let at = 0; at < end; at += 4096) fs.writeSync(fd, now, at, Math.min(4096, end - at), at);
      fs.writeSync(fd, now, end, 8, end);
      fs.closeSync(fd);
    },
    'truncated and written': (now) => fs.writeFileSync(source, now),
    'replaced by a rename': (now) => {
      fs.writeFileSync(source + '.part', now);
      fs.renameSync(source + '.part', source);
    },
    'appended to': (now) => {
      fs.writeFileSync(source, now);
      fs.appendFileSync(source, now);
    },
  }[how];
  let stop = false;
  process.stdin.once('data', () => (stop = true));
  let turn = 0;
  (function next() {
    if (stop) return process.exit();
    write(bytes[turn++ % bytes.length]);
    if (turn === 1) process.stdout.write('begun\\n');
    setImmediate(next);
  })();
`;

async function whileWritten<T>(how: string, body: () => Promise<T>): Promise<T> {
  const files = [SOURCE, '1.parquet', '2.parquet'].map((file) => repository.path(file));
  const args = ['-e', WRITER, files[0], how, ...files.slice(1)];
  const child = spawn(process.execPath, args, { cwd: packageRoot(), stdio: ['pipe', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  try {
    await once(createInterface(child.stdout), 'line');
    return await body();
  } finally {
    child.stdin.end('stop');
    await exit;
  }
}

/** The versions that the answer is made of, or the refusal's code. */
async function versionsIn(read: () => Promise<readonly unknown[]>): Promise<unknown> {
  try {
    const values = await read();
    expect(values).toHaveLength(2 * KEYS);
    return [...new Set(values)];
  } catch (error) {
    if (!isFeatureStoreError(error)) throw error;
    expect(error.message).toMatch(/^driver_stats|^data\/driver_stats\.parquet .*\nfix: \S/);
    return error.code;
  }
}

async function join(store: FeatureStore): Promise<unknown[]> {
  const training = await store.getHistoricalFeatures({
    features: ['driver_stats:trips', 'driver_stats:conv_rate'],
    entityDf: { driver_id: IDS, event_timestamp: IDS.map(() => NOW) },
  });
  const { trips, conv_rate } = training.toColumns();
  return [...trips, ...conv_rate];
}

async function materialized(store: FeatureStore): Promise<unknown[]> {
  await store.materialize(null, NOW);
  const features = ['driver_stats:trips', 'driver_stats:conv_rate'];
  const entityRows = IDS.map((driver_id) => ({ driver_id }));
  const { trips, conv_rate } = (await store.getOnlineFeatures({ features, entityRows })).toDict();
  return [...(trips ?? []), ...(conv_rate ?? [])];
}

const ANSWERS = [[1], [2], 'SOURCE_CHANGED', 'SOURCE_UNREADABLE'];

test.each([
  'written over in place, its last bytes last',
  'truncated and written',
  'replaced by a rename',
  'appended to',
])('a source that is %s while it is read: all of one version, or a refusal that names it', async (how) => {
  await repository.with(async (store) => {
    await whileWritten(how, async () => {
      for (let read = 0; read < READS; read++) {
        expect(ANSWERS).toContainEqual(await versionsIn(() => join(store)));
        expect(ANSWERS).toContainEqual(await versionsIn(() => materialized(store)));
      }
    });
    repository.write(SOURCE, version(2));
    expect(await versionsIn(() => join(store))).toEqual([2]);
    expect(await versionsIn(() => materialized(store))).toEqual([2]);
  });
});

import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openFeatureStore } from '../open-store';
import { packageRoot } from '../package-root';
import type { FeatureStore } from '../store';
import { DriverRepository, FEATURES, NOW } from '../testing/driver-repository';
import { createFeatureServer } from './feature-server';
import { DEFAULT_OPTIONS } from './server-options';

// Feast's own Python SDK (online_store: {type: remote}) reads from our server, and writes to it.

const DEFINITIONS = FEATURES.replace(
  'entity, featureView, fileSource',
  'entity, featureService, featureView, fileSource, pushSource',
)
  .replace(
    'export const stats',
    "export const fresh = pushSource({ name: 'fresh', batchSource: source });\nexport const stats",
  )
  .replace(
    "name: 'driver_stats', entities: [driver], ttl: '1d', source,",
    "name: 'stats', entities: [driver], ttl: '1d', source: fresh,",
  )
  .concat("export const activity = featureService({ name: 'activity', features: [stats] });\n");

let repository: DriverRepository;
let store: FeatureStore;
let server: FastifyInstance;
let client: FeastClient;

beforeAll(async () => {
  repository = new DriverRepository();
  repository.write('features.ts', DEFINITIONS);
  store = await openFeatureStore(repository.folder, { now: NOW });
  await store.apply();
  await store.materialize(null, NOW);
  server = await createFeatureServer(store, { ...DEFAULT_OPTIONS, logLevel: 'silent' });
  client = new FeastClient(await server.listen({ host: '127.0.0.1', port: 0 }), repository.folder);
  expect(await client.next()).toBe('ready');
});
afterAll(async () => {
  client.end();
  await server.close();
  await store.close();
  repository.remove();
});

/** The SDK in a process of its own; the client of one answers a line for a line. */
class FeastClient {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;
  #said = '';

  constructor(url: string, folder: string) {
    const python = process.env['FEATLAB_TEST_FEAST_PYTHON'] ?? '';
    const script = join(packageRoot(), 'lib', 'server', 'feast-client.py');
    this.#child = spawn(python, [script, url, folder], {
      env: { ...process.env, TZ: 'America/Argentina/Buenos_Aires' },
    });
    this.#child.stderr.on('data', (text) => (this.#said += String(text)));
    this.#lines = createInterface(this.#child.stdout)[Symbol.asyncIterator]();
  }

  async next(): Promise<unknown> {
    const { value, done } = await this.#lines.next();
    if (done === true) throw new Error(`the client ended: ${this.#said}`);
    return JSON.parse(value);
  }

  call(name: string, args: object): Promise<unknown> {
    this.#child.stdin.write(`${JSON.stringify({ call: name, ...args })}\n`);
    return this.next();
  }

  end(): void {
    this.#child.kill();
  }
}

const REFS = ['stats:conv_rate', 'stats:trips'];

describe('reading', () => {
  test('values in their types, null where there is none, in the order of the rows', async () => {
    const answer = await client.call('read', { ids: [1003, 7, 1001, 1003], features: REFS });
    expect(answer).toEqual({
      driver_id: [1003, 7, 1001, 1003],
      conv_rate: [1, null, 0.5, 1],
      trips: [31, null, 11, 31],
    });
  });

  test('a feature service, full names', async () => {
    const answer = await client.call('read', { ids: [1001], service: 'activity', full: true });
    expect(answer).toEqual({ driver_id: [1001], stats__conv_rate: [0.5], stats__trips: [11] });
  });
});

describe('writing: newer wins, whatever the machine’s zone', () => {
  const at = (time: string, trips: number) => ({
    driver_id: [1002],
    event_timestamp: [time],
    created: ['2025-06-01T12:00:00Z'],
    conv_rate: [0.25],
    trips: [trips],
  });
  const trips = async (): Promise<unknown> =>
    (await store.getOnlineFeatures({ features: ['stats:trips'], entityRows: [{ driver_id: 1002 }] })).toDict()['trips'];

  test('write_to_online_store', async () => {
    expect(await client.call('write', { view: 'stats', columns: at('2025-06-01T11:10:00.000001Z', 5) })).toBeNull();
    expect(await trips()).toEqual([5]);
    expect(await client.call('write', { view: 'stats', columns: at('2025-06-01T11:10:00Z', 6) })).toBeNull();
    expect(await trips()).toEqual([5]);
  });

  test('push', async () => {
    expect(await client.call('push', { source: 'fresh', columns: at('2025-06-01T11:20:00Z', 7) })).toBeNull();
    expect(await trips()).toEqual([7]);
  });
});

test("an error is Feast's own exception, with our message", async () => {
  const { error } = (await client.call('read', { ids: ['x'], features: REFS })) as { error: Record<string, string> };
  expect(error['class']).toBe('FeastError');
  expect(error['message']).toContain('driver_id is "x", which is no int64');
});

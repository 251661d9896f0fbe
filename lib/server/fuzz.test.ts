import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { openFeatureStore } from '../open-store';
import type { FeatureStore } from '../store';
import { DriverRepository, FEATURES, NOW } from '../testing/driver-repository';
import { minutes, runs } from '../testing/runs';
import { createFeatureServer } from './feature-server';
import { DEFAULT_OPTIONS } from './server-options';

// Whatever a request says: 200 or a 4xx in Feast's form, never a 5xx, never a crash.

let repository: DriverRepository;
let store: FeatureStore;
let server: FastifyInstance;

beforeAll(async () => {
  repository = new DriverRepository();
  repository.write('features.ts', FEATURES);
  store = await openFeatureStore(repository.folder, { now: NOW });
  await store.apply();
  await store.materialize(null, NOW);
  server = await createFeatureServer(store, { ...DEFAULT_OPTIONS, logLevel: 'silent' });
});
afterAll(async () => {
  await server.close();
  await store.close();
  repository.remove();
});

const word = fc.constantFrom(
  ...[
    'driver_id',
    'driver_stats',
    'driver_stats:trips',
    'driver_stats:conv_rate',
    'event_timestamp',
    'created',
    'trips',
  ],
  ...['conv_rate', 'source', '', ':', 'a:b:c', '__proto__', 'constructor', 'toString', NOW, 'online', '\u0000', '💥'],
);
const scalar = fc.oneof(fc.integer(), fc.double(), fc.boolean(), fc.constant(null), word, fc.string(), fc.bigInt());
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(word, tie('value'), { maxKeys: 4 }),
  ),
}));
const column = fc.array(
  fc.oneof({ weight: 4, arbitrary: fc.constantFrom(1001, 1002, NOW, 0.5, null) }, { weight: 1, arbitrary: scalar }),
  { maxLength: 3 },
);
const columns = fc.dictionary(word, column, { maxKeys: 5 });

/** Mostly of the right form, with anything in any place. */
const maybe = <T>(right: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 5, arbitrary: right }, { weight: 1, arbitrary: value });
const FIELDS = {
  entities: maybe(fc.oneof(columns, fc.record({ driver_id: column }))),
  features: maybe(fc.array(word, { maxLength: 3 })),
  feature_service: maybe(word),
  full_feature_names: maybe(fc.boolean()),
  push_source_name: maybe(word),
  feature_view_name: maybe(word),
  feature_views: maybe(fc.array(word, { maxLength: 2 })),
  df: maybe(columns),
  to: maybe(word),
  start_ts: maybe(fc.constantFrom('2025-06-01', '1677-01-01', NOW)),
  end_ts: maybe(fc.constantFrom(NOW, '2025-06-01T11:00:00', '9999-12-31T23:59:59Z')),
};
const body = fc.oneof(
  { weight: 8, arbitrary: fc.record(FIELDS, { requiredKeys: [] }).map(text) },
  { weight: 1, arbitrary: value.map(text) },
  { weight: 1, arbitrary: fc.string() },
);
const path = fc.constantFrom(
  ...['/get-online-features', '/get-online-features', '/push', '/write-to-online-store', '/materialize'],
  ...['/materialize-incremental', '/metrics', '/nope'],
);
const method = fc.oneof(
  { weight: 9, arbitrary: fc.constant('POST' as const) },
  { weight: 1, arbitrary: fc.constantFrom('GET' as const, 'PUT' as const) },
);

/** JSON with bigints as bare digits. */
function text(given: unknown): string {
  const digits = (_: string, part: unknown): unknown => (typeof part === 'bigint' ? `${String(part)}n` : part);
  return (JSON.stringify(given, digits) ?? '').replaceAll(/"(-?\d+)n"/g, '$1');
}

test(
  'is answered, or refused as Feast would',
  async () => {
    await fc.assert(
      fc.asyncProperty(method, path, body, async (verb, url, payload) => {
        const { statusCode, body: answer } = await server.inject({ method: verb, url, payload });
        expect(statusCode, answer).toBeLessThan(500);
        if (statusCode === 200) return;
        const detail = JSON.parse(JSON.parse(answer) as never) as { module: string; message: string };
        expect(detail.module).toBe('feast.errors');
        expect(detail.message).toMatch(/\S/);
      }),
      { numRuns: runs(150) },
    );
    expect((await server.inject({ url: '/health' })).statusCode).toBe(200);
  },
  minutes(1),
);

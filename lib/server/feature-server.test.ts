import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { StoreError } from '../errors';
import { parseExactJson } from '../columns/exact-json';
import type { FeatureStore } from '../store';
import { openFeatureStore } from '../open-store';
import { DriverRepository, NOW } from '../testing/driver-repository';
import { refusalOf } from './feast-error';
import { createFeatureServer } from './feature-server';
import { DEFAULT_OPTIONS } from './server-options';
import type { ServerOptions } from './server-options';

// Feast's HTTP, and where it is better. Through the server itself, without a socket.

const FEATURES = `import { entity, featureService, featureView, fileSource, pushSource } from 'featlab';
export const driver = entity({ name: 'driver', joinKeys: { driver_id: 'int64' } });
export const source = fileSource({
  name: 'source', path: 'data/driver_stats.parquet',
  timestampField: 'event_timestamp', createdTimestampColumn: 'created', fieldMapping: { trips: 'n_trips' },
});
export const fresh = pushSource({ name: 'fresh', batchSource: source });
export const stats = featureView({
  name: 'stats', entities: [driver], ttl: '1d', source: fresh, schema: { conv_rate: 'float32', n_trips: 'int64' },
});
export const activity = featureService({ name: 'activity', features: [stats] });
`;

let repository: DriverRepository;
let store: FeatureStore;
let server: FastifyInstance;

beforeAll(async () => {
  repository = new DriverRepository();
  repository.write('features.ts', FEATURES);
  store = await openFeatureStore(repository.folder, { now: NOW });
  await afresh();
  server = await serverWith({});
});
afterAll(async () => {
  await server.close();
  await store.close();
  repository.remove();
});

/** Everything applied and materialized, and nothing else written. */
async function afresh(): Promise<void> {
  await store.apply();
  await store.teardown();
  await store.apply();
  await store.materialize(null, NOW);
}

function serverWith(options: Partial<ServerOptions>): Promise<FastifyInstance> {
  return createFeatureServer(store, { ...DEFAULT_OPTIONS, logLevel: 'silent', ...options });
}

async function post(url: string, body: unknown, on: FastifyInstance = server) {
  const payload = typeof body === 'string' ? body : JSON.stringify(body);
  const { statusCode, body: text, headers } = await on.inject({ method: 'POST', url, payload });
  return { status: statusCode, text, headers };
}

/** What Feast's client makes of an error's body. */
async function refused(url: string, body: unknown): Promise<{ status: number; class: string; message: string }> {
  const { status, text } = await post(url, body);
  const { module, ...detail } = JSON.parse(JSON.parse(text) as string) as Record<
    'module' | 'class' | 'message',
    string
  >;
  expect(module).toBe('feast.errors');
  return { status, ...detail };
}

const READ = '/get-online-features';
const REFS = ['stats:conv_rate', 'stats:n_trips'];

describe('POST /get-online-features', () => {
  test("answers in Feast's form: keys first, then the features in the order asked", async () => {
    const { status, text } = await post(READ, {
      entities: { driver_id: [1001, 7, 1001] },
      features: REFS.toReversed(),
    });
    expect(status).toBe(200);
    const [never, at] = ['1970-01-01T00:00:00Z', '2025-06-01T11:00:00Z'];
    const statuses = ['PRESENT', 'NOT_FOUND', 'PRESENT'];
    expect(JSON.parse(text)).toEqual({
      results: [
        { values: [1001, 7, 1001], statuses: statuses.map(() => 'PRESENT'), event_timestamps: [never, never, never] },
        { values: [11, null, 11], statuses, event_timestamps: [at, never, at] },
        { values: [0.5, null, 0.5], statuses, event_timestamps: [at, never, at] },
      ],
      metadata: { feature_names: ['driver_id', 'n_trips', 'conv_rate'] },
    });
  });

  test('a float has a point, an integer bare digits', async () => {
    const { text } = await post(READ, { entities: { driver_id: [1003] }, features: REFS });
    expect(text).toContain('"values":[1.0]');
    expect(text).toContain('"values":[31]');
  });

  test('an id beyond 2^53 is read and written to its last digit, and so is a stored int64', async () => {
    const rows = [{ driver_id: 2n ** 53n + 1n, event_timestamp: NOW, conv_rate: 0.25, trips: 2n ** 63n - 1n }];
    await store.push('fresh', rows);
    const { text } = await post(
      READ,
      `{"entities":{"driver_id":[9007199254740993]},"features":${JSON.stringify(REFS)}}`,
    );
    const { results } = parseExactJson(text, 'the answer') as { results: { values: unknown[] }[] };
    expect(results.map(({ values }) => values[0])).toEqual([2n ** 53n + 1n, 0.25, 2n ** 63n - 1n]);
  });

  test('a stored null and a null key have their statuses', async () => {
    const { text } = await post(READ, { entities: { driver_id: [1002, null] }, features: ['stats:conv_rate'] });
    expect((JSON.parse(text) as { results: unknown[] }).results[1]).toMatchObject({
      values: [null, null],
      statuses: ['NULL_VALUE', 'NOT_FOUND'],
    });
  });

  test('a feature service, full names, the views in the metadata; other columns are not answered', async () => {
    const { text } = await post(READ, {
      entities: { driver_id: [1001], foo: [1] },
      feature_service: 'activity',
      full_feature_names: true,
      include_feature_view_version_metadata: true,
    });
    expect((JSON.parse(text) as { metadata: unknown }).metadata).toEqual({
      feature_names: ['driver_id', 'stats__conv_rate', 'stats__n_trips'],
      feature_view_metadata: [{ name: 'stats' }],
    });
  });

  test('no rows in, no rows out', async () => {
    const { status, text } = await post(READ, { entities: { driver_id: [] }, features: REFS });
    expect([status, (JSON.parse(text) as { results: unknown[] }).results[1]]).toEqual([
      200,
      { values: [], statuses: [], event_timestamps: [] },
    ]);
  });
});

describe("a user's error is a 4xx, in a body that Feast's client can show", () => {
  const ids = { driver_id: [1001] };
  test.each<[string, unknown, number, string, string]>([
    ['no JSON', '{"entities": ', 400, 'FeastError', 'the body is not JSON'],
    [
      'a key that nests without end',
      `{"entities":{"driver_id":[${'['.repeat(20_000)}${']'.repeat(20_000)}]},"features":["stats:n_trips"]}`,
      400,
      'FeastError',
      'the body nests deeper than 100 levels',
    ],
    ['no body', '', 422, 'FeastError', 'body must be object'],
    ['an array', [], 422, 'FeastError', 'body must be object'],
    ['no entities', { features: REFS }, 422, 'FeastError', "must have required property 'entities'"],
    ['entities in rows', { entities: [ids], features: REFS }, 422, 'FeastError', 'body/entities must be object'],
    ['a value that is no column', { entities: { driver_id: 1 }, features: REFS }, 422, 'FeastError', 'must be array'],
    ['no features', { entities: ids }, 422, 'FeastError', 'no features are asked for'],
    ['no colon', { entities: ids, features: ['rate'] }, 400, 'FeastError', '"rate" is not a reference to a feature'],
    ['an unknown view', { entities: ids, features: ['stat:x'] }, 404, 'FeatureViewNotFoundException', 'stats'],
    ['an unknown feature', { entities: ids, features: ['stats:conv'] }, 404, 'FeastError', 'unknown feature conv'],
    ['an unknown service', { entities: ids, feature_service: 'x' }, 404, 'FeatureServiceNotFoundException', 'activity'],
    ['another key', { entities: { id: [1] }, features: REFS }, 422, 'FeastError', 'entity row 1 has no driver_id'],
    ['no keys', { entities: {}, features: REFS }, 422, 'FeastError', 'entity row 1 has no driver_id'],
    ['an id as text', { entities: { driver_id: ['1'] }, features: REFS }, 422, 'FeastError', 'driver_id is "1"'],
    ['half an id', { entities: { driver_id: [1.5] }, features: REFS }, 422, 'FeastError', 'driver_id is 1.5'],
    ['ragged columns', { entities: { ...ids, foo: [] }, features: REFS }, 422, 'FeastError', 'foo has 0 values'],
    ['__proto__', '{"entities":{"__proto__":[1]},"features":["a:b"]}', 400, 'FeastError', '__proto__'],
  ])('%s', async (_, body, status, name, message) => {
    const error = await refused(READ, body);
    expect([error.status, error.class]).toEqual([status, name]);
    expect(error.message).toContain(message);
    expect(error.message).toMatch(/\nfix: \S/);
  });

  test.each(['STORE_UNREACHABLE', 'STORE_LOCKED', 'STORE_DENIED', 'STORE_REFUSED'] as const)(
    'but %s is no fault of theirs: 503, which clients try again',
    (code) => {
      expect(refusalOf(new StoreError(code, 'online store redis: it cannot be reached', 'wait')).status).toBe(503);
    },
  );

  test('an unknown path and another method', async () => {
    expect((await server.inject({ url: '/nope' })).statusCode).toBe(404);
    const { statusCode, headers } = await server.inject({ url: READ });
    expect([statusCode, headers['allow']]).toEqual([405, 'POST']);
  });

  test('too many rows, too large a body', async () => {
    const small = await serverWith({ maxRows: 2, maxBody: 200 });
    const body = { entities: { driver_id: [1, 2, 3] }, features: REFS };
    expect(await post(READ, body, small)).toMatchObject({ status: 422 });
    expect(await post(READ, { ...body, padding: 'x'.repeat(200) }, small)).toMatchObject({ status: 413 });
    await small.close();
  });
});

describe('writing', () => {
  beforeEach(afresh);
  const df = { driver_id: [1001, 1002], event_timestamp: ['2025-06-01T11:30:00', '2025-06-01T09:00:00'] };
  const served = async (): Promise<unknown> => {
    const entityRows = [{ driver_id: 1001 }, { driver_id: 1002 }];
    return (await store.getOnlineFeatures({ features: ['stats:n_trips'], entityRows })).toDict()['n_trips'];
  };

  test("/push takes the source's columns; an older row does not win", async () => {
    const rows = { ...df, created: [NOW, NOW], conv_rate: [0.1, 0.1], trips: [5, 6] };
    expect(await post('/push', { push_source_name: 'fresh', df: rows })).toMatchObject({ status: 200, text: 'null' });
    expect(await served()).toEqual([5, 21]);
  });

  test("/write-to-online-store takes the view's own names", async () => {
    const rows = { ...df, created: [null, null], conv_rate: [0.1, 0.1], n_trips: [7, 8] };
    expect(await post('/write-to-online-store', { feature_view_name: 'stats', df: rows })).toMatchObject({
      status: 200,
    });
    expect(await served()).toEqual([7, 21]);
  });

  test('a body in another encoding is refused: two keys would become one', async () => {
    const latin = Buffer.from('{"entities":{"driver_id":["M\u00e1laga"]},"features":["stats:n_trips"]}', 'latin1');
    const { body, statusCode } = await server.inject({ method: 'POST', url: READ, payload: latin });
    expect(statusCode).toBe(400);
    expect(body).toContain('the body is not UTF-8');
  });

  test('/materialize and /materialize-incremental', async () => {
    await store.teardown();
    await store.apply();
    const window = { start_ts: '2025-06-01T10:00:00', end_ts: '2025-06-01T10:30:00', feature_views: ['stats'] };
    expect(await post('/materialize', window)).toMatchObject({ status: 200, text: 'null' });
    expect(await served()).toEqual([10, 20]);
    expect(await post('/materialize-incremental', { end_ts: NOW })).toMatchObject({ status: 200, text: 'null' });
    expect(await served()).toEqual([11, 21]);
  });

  test.each<[string, string, unknown, number, string]>([
    ['an unknown push source', '/push', { push_source_name: 'fesh', df }, 404, 'did you mean fresh?'],
    ['a target that is none', '/push', { push_source_name: 'fresh', df, to: 'both' }, 422, 'online_and_offline'],
    ['a missing column', '/push', { push_source_name: 'fresh', df }, 422, 'no column conv_rate'],
    ['an unknown view', '/write-to-online-store', { feature_view_name: 'nope', df }, 404, 'unknown feature view nope'],
    [
      'a start after the end',
      '/materialize',
      { start_ts: NOW, end_ts: '2025-05-01' },
      422,
      'start 2025-06-01T12:00:00Z',
    ],
    ['no time', '/materialize', { start_ts: 'ayer', end_ts: 'hoy' }, 422, '"ayer" is not a time'],
    ['a time in the future', '/materialize-incremental', { end_ts: '2030-01-01' }, 422, 'is in the future'],
  ])('refuses %s', async (_, url, body, status, message) => {
    const error = await refused(url, body);
    expect(error.status).toBe(status);
    expect(error.message).toContain(message);
  });
});

describe('around it', () => {
  test('/health answers with nothing, /docs-json describes every route', async () => {
    expect(await server.inject({ url: '/health' })).toMatchObject({ statusCode: 200, body: '' });
    const { openapi, paths } = (await server.inject({ url: '/docs-json' })).json<{ openapi: string; paths: object }>();
    expect(openapi).toBe('3.1.0');
    expect(Object.keys(paths).sort()).toEqual(
      ['get-online-features', 'health', 'materialize', 'materialize-incremental', 'metrics', 'push']
        .concat('write-to-online-store')
        .map((name) => `/${name}`),
    );
  });

  test('/metrics counts requests, seconds and statuses', async () => {
    const counted = await serverWith({});
    await post(READ, { entities: { driver_id: [1001, 7] }, features: ['stats:n_trips'] }, counted);
    await post(READ, 'x', counted);
    const { body } = await counted.inject({ url: '/metrics' });
    expect(body).toContain('featlab_requests_total{route="/get-online-features",status="200"} 1');
    expect(body).toContain('featlab_requests_total{route="/get-online-features",status="400"} 1');
    expect(body).toContain('featlab_request_duration_seconds_count{route="/get-online-features"} 2');
    expect(body).toContain('featlab_features_total{status="NOT_FOUND"} 1');
    await counted.close();
  });

  test('every answer has a request id: the one that came, or a new one', async () => {
    const { headers } = await server.inject({ url: '/health', headers: { 'x-request-id': 'mine' } });
    expect(headers['x-request-id']).toBe('mine');
    expect((await server.inject({ url: '/nope' })).headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('with a token, nobody reads without it; /health stays open', async () => {
    const locked = await serverWith({ token: 'secret' });
    const ask = (authorization?: string) =>
      locked.inject({ url: '/metrics', headers: authorization === undefined ? {} : { authorization } });
    expect((await ask()).statusCode).toBe(401);
    expect((await ask('Bearer secre')).statusCode).toBe(401);
    expect((await ask('Bearer secret')).statusCode).toBe(200);
    expect((await locked.inject({ url: '/health' })).statusCode).toBe(200);
    await locked.close();
  });

  test('what was not applied is a conflict, not a failure', async () => {
    await store.teardown();
    const error = await refused(READ, { entities: { driver_id: [1] }, features: REFS });
    expect([error.status, error.message]).toEqual([409, expect.stringContaining('fix: run featlab apply')]);
  });
});

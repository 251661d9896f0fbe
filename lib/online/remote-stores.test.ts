import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from 'vitest';

import { isFeatureStoreError } from '../errors';
import { dynamoDbTrouble } from './dynamodb/dynamodb-trouble';
import { tableName } from './dynamodb/table-name';
import { batchOf, driverView } from './contract/rows';
import { isOutOfDate, postgresTrouble } from './postgres/postgres-trouble';
import { createTable, shortName } from './postgres/postgres-table';
import { redisOnlineStore } from './redis';
import { redisTrouble } from './redis/redis-trouble';
import { RemoteCalls } from './remote-calls';

const empty = mkdtempSync(join(tmpdir(), 'featlab-no-client-'));
afterAll(() => rmSync(empty, { recursive: true }));

describe('a client that is not installed', () => {
  test('is missed by the first use, each time again; closing is no use', async () => {
    const store = redisOnlineStore({ connectionString: 'localhost:1', folder: empty });
    for (let i = 0; i < 2; i++) {
      await expect(store.write(driverView, batchOf(driverView, []))).rejects.toMatchObject({ code: 'PACKAGE_MISSING' });
    }
    await store.close();
  });

  test('an own client and an address do not go together', () => {
    expect(() => redisOnlineStore({})).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }));
  });
});

describe('calls over a network', () => {
  const calls = () => new RemoteCalls({ place: 'redis here', timeoutMs: 1_000, troubleOf: redisTrouble });
  const refusal = async (error: unknown) => {
    try {
      await calls().run(() => Promise.reject(error as Error));
    } catch (thrown) {
      return isFeatureStoreError(thrown) ? thrown.code : thrown;
    }
    return undefined;
  };
  const withCode = (code: string) => Object.assign(new Error(code), { code });

  test('every refusal has a code', async () => {
    expect(await refusal(withCode('ECONNREFUSED'))).toBe('STORE_UNREACHABLE');
    expect(await refusal(new AggregateError([withCode('ECONNREFUSED')], ''))).toBe('STORE_UNREACHABLE');
    expect(await refusal(new Error('WRONGPASS invalid username-password pair'))).toBe('STORE_DENIED');
    expect(await refusal(new Error('OOM command not allowed'))).toBe('STORE_REFUSED');
  });

  test('a mistake of our own stays what it is', async () => {
    const mistake = new TypeError('undefined is not a function');
    expect(await refusal(mistake)).toBe(mistake);
  });

  test.each([
    ['28P01', 'denied'],
    ['42501', 'denied'],
    ['57P03', 'unreachable'],
    ['53300', 'unreachable'],
    ['40P01', 'locked'],
    ['23505', undefined],
  ])('Postgres %s is %s', (code, trouble) => {
    expect(postgresTrouble(withCode(code))).toBe(trouble);
  });

  test('a table that is no more is no trouble but a reason to look again', () => {
    expect(isOutOfDate(withCode('42P01'))).toBe(true);
    expect(isOutOfDate(withCode('23505'))).toBe(false);
  });

  test('AWS names its troubles', () => {
    const named = (name: string) => dynamoDbTrouble(Object.assign(new Error(name), { name }));
    expect(['ExpiredTokenException', 'TimeoutError', 'ValidationException'].map(named)).toEqual([
      'denied',
      'unreachable',
      undefined,
    ]);
  });
});

describe('names that a database would not take', () => {
  test("Postgres': 63 bytes, and two long ones stay two", () => {
    const [a, b] = ['a', 'b'].map((end) => shortName('ñ'.repeat(60) + end));
    expect(shortName('driver_stats')).toBe('driver_stats');
    expect(a).not.toBe(b);
    for (const name of [a, b]) expect(Buffer.byteLength(name ?? '')).toBeLessThanOrEqual(63);
  });

  test("DynamoDB's: other letters become _, with a digest", () => {
    expect(tableName('{project}.{table_name}', 'lab', 'stats')).toBe('lab.stats');
    expect(tableName('{project}.{table_name}', 'lab', 'año')).toMatch(/^lab\.a_o_[0-9a-f]{12}$/);
    expect(tableName('{project}.{table_name}', 'lab', 'aão')).not.toBe(
      tableName('{project}.{table_name}', 'lab', 'aéo'),
    );
  });

  test('a column may have any name: it is quoted', () => {
    const view = { ...driverView, features: [{ name: 'x" text); DROP TABLE y; --', type: 'int64' as const }] };
    expect(createTable('"public"."t"', view)).toContain('"x"" text); DROP TABLE y; --" bigint');
  });
});

import { expect, test } from 'vitest';

import { RemoteCalls } from '../remote-calls';
import type { DynamoDbClient } from './dynamodb-client';
import { DynamoDbRows } from './dynamodb-rows';
import { DynamoDbTables } from './dynamodb-tables';
import { dynamoDbTrouble } from './dynamodb-trouble';

// No emulator throttles, so a client of the test's own does: it answers at once, that it has done nothing.

const calls = (): RemoteCalls => new RemoteCalls({ place: 'dynamodb', timeoutMs: 20, troubleOf: dynamoDbTrouble });

test('a read that is throttled for longer than one answer may take is an error, not a wait without an end', async () => {
  const client = {
    batchGetItem: ({ RequestItems }: { RequestItems: object }) =>
      Promise.resolve({ Responses: {}, UnprocessedKeys: RequestItems }),
  } as unknown as DynamoDbClient;
  const options = { template: '{project}.{table_name}', consistentReads: false, tags: {}, ttl: undefined };
  const rows = new DynamoDbRows(
    calls(),
    () => client,
    () => undefined,
    { ...options, clock: () => ({ us: 0, ns: 0 }) },
  );
  const view = { project: 'p', name: 'v', keys: [], features: [] };
  await expect(rows.read(view, ['rate'], ['1'])).rejects.toMatchObject({
    code: 'STORE_UNREACHABLE',
    message: expect.stringMatching(/^online store dynamodb: it was throttled, .* for 20 ms\nfix: /) as string,
  });
});

test('so is a table that never gets ready', async () => {
  const client = {
    createTable: () => Promise.resolve({}),
    describeTable: () => Promise.resolve({ Table: { TableStatus: 'CREATING' } }),
  } as unknown as DynamoDbClient;
  const tables = new DynamoDbTables(calls(), () => client, { tags: {}, expiry: undefined, longestWait: 20 });
  await expect(tables.make('p.v', 'entity_id', false)).rejects.toMatchObject({
    code: 'STORE_UNREACHABLE',
    message: expect.stringMatching(/the table p\.v is not ready for 20 ms\nfix: /) as string,
  });
});

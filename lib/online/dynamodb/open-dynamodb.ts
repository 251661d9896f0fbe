import { toClock } from '../../time/clock';
import type { DynamoDbOptions } from './dynamodb-options';
import { KeyValueStore } from '../key-value/key-value-store';
import { loadPackage } from '../../load-package';
import { RemoteCalls, TIMEOUT_MS } from '../remote-calls';
import type { DynamoDbClient } from './dynamodb-client';
import { DynamoDbRows } from './dynamodb-rows';
import { dynamoDbTrouble } from './dynamodb-trouble';

interface DynamoDbPackage {
  readonly DynamoDB: new (options: object) => DynamoDbClient & { destroy(): void };
}

export function openDynamoDb(options: DynamoDbOptions): KeyValueStore {
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  const place = `dynamodb ${options.endpoint ?? options.region ?? ''}`.trim();
  const calls = new RemoteCalls({ place, timeoutMs, troubleOf: dynamoDbTrouble });
  const { client } = options;
  let own: (DynamoDbClient & { destroy(): void }) | undefined;
  const rows = new DynamoDbRows(
    calls,
    () => client ?? (own ??= makeClient(options, timeoutMs)),
    () => own?.destroy(),
    {
      template: options.tableNameTemplate ?? '{project}.{table_name}',
      consistentReads: options.consistentReads ?? false,
      tags: options.tags ?? {},
      ttl: options.keyTtlSeconds,
      clock: toClock(options.now),
    },
  );
  return new KeyValueStore(rows);
}

function makeClient(
  { folder, region, endpoint }: DynamoDbOptions,
  timeoutMs: number,
): DynamoDbClient & { destroy(): void } {
  const { DynamoDB } = loadPackage('@aws-sdk/client-dynamodb', 'the online store', folder) as DynamoDbPackage;
  return new DynamoDB({
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint }),
    // Else it only warns of a request that is late, which keeps its socket for minutes.
    requestHandler: { connectionTimeout: timeoutMs, requestTimeout: timeoutMs, throwOnRequestTimeout: true },
  });
}

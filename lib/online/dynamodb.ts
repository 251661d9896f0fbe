import { LazyOnlineStore } from './lazy-online-store';
import type { OnlineStore } from './online-store';
import type { DynamoDbOptions } from './dynamodb/dynamodb-options';

export type { DynamoDbOptions } from './dynamodb/dynamodb-options';

/** Rows in DynamoDB: a table for each view, paid by the request (lib/online/README.md shows one). */
export function dynamoDbOnlineStore(options: DynamoDbOptions = {}): OnlineStore {
  return new LazyOnlineStore(async () => {
    const { openDynamoDb } = await import('./dynamodb/open-dynamodb.js');
    return openDynamoDb(options);
  });
}

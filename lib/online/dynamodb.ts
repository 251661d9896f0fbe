import type { NowInput } from '../clock';
import type { DynamoDbClient } from './dynamodb/dynamodb-client';
import { LazyOnlineStore } from './lazy-online-store';
import type { OnlineStore } from './online-store';

export interface DynamoDbOptions {
  /** Your own `DynamoDB` of the package `@aws-sdk/client-dynamodb`. It stays yours to destroy. */
  readonly client?: DynamoDbClient;
  /** Of a client of featlab's own, as is `endpoint`; credentials come from the SDK's chain. Absent: the SDK's default. */
  readonly region?: string | undefined;
  readonly endpoint?: string | undefined;
  /** `{project}.{table_name}` where absent. Two projects need tables of different names. */
  readonly tableNameTemplate?: string | undefined;
  /** Reads see what was written a moment ago, at twice the cost. Default: false. */
  readonly consistentReads?: boolean | undefined;
  /** Of the tables that are made. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** Seconds after its writing in which DynamoDB may delete a row, and it is not read any more. Absent: never. */
  readonly keyTtlSeconds?: number | undefined;
  /** How long one answer may take: 5,000 where absent. */
  readonly timeoutMs?: number | undefined;
  /** The clock of `keyTtlSeconds`; the machine's where absent. */
  readonly now?: NowInput | undefined;
  /** Where the package is looked for first; the current folder where absent. */
  readonly folder?: string;
}

/** Rows in DynamoDB: a table for each view, paid by the request (lib/online/README.md shows one). */
export function dynamoDbOnlineStore(options: DynamoDbOptions = {}): Required<OnlineStore> {
  return new LazyOnlineStore(async () => {
    const { openDynamoDb } = await import('./dynamodb/open-dynamodb.js');
    return openDynamoDb(options);
  });
}

import type { NowInput } from '../../time/clock';
import type { DynamoDbClient } from './dynamodb-client';

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

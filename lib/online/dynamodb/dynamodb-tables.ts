import { setTimeout as pause } from 'node:timers/promises';

import type { RemoteCalls } from '../remote-calls';
import type { DynamoDbClient } from './dynamodb-client';
import { isTableInUse, isTableMissing } from './dynamodb-trouble';

/** Milliseconds between two looks at a table that is being made or taken away: doubled each time up to the second. */
const FIRST_LOOK = 10;
const LONGEST_LOOK = 1_000;
/** Milliseconds: most tables take less than half a minute. */
const LONGEST_WAIT = 300_000;

export interface TableOptions {
  readonly tags: Readonly<Record<string, string>>;
  /** The attribute that says when DynamoDB may delete an item, where it may at all. */
  readonly expiry: string | undefined;
  /** Milliseconds until a table that is not ready is an error; five minutes where absent. */
  readonly longestWait?: number;
}

/** Makes tables and takes them away, and waits until it is done. All are paid by the request. */
export class DynamoDbTables {
  readonly #calls: RemoteCalls;
  readonly #client: () => DynamoDbClient;
  readonly #options: TableOptions;

  constructor(calls: RemoteCalls, client: () => DynamoDbClient, options: TableOptions) {
    this.#calls = calls;
    this.#client = client;
    this.#options = options;
  }

  /** @param key the name of its partition key, a text */
  async make(table: string, key: string, expires: boolean): Promise<void> {
    if ((await this.#status(table)) !== 'ACTIVE') {
      await this.#create(table, key);
      await this.#until(table, 'ACTIVE');
      if (expires) await this.#expire(table);
    }
  }

  async remove(table: string): Promise<void> {
    try {
      await this.#calls.run(() => this.#client().deleteTable({ TableName: table }), isTableMissing);
    } catch (error) {
      if (isTableMissing(error)) return;
      throw error;
    }
    await this.#until(table, undefined);
  }

  async #create(table: string, key: string): Promise<void> {
    const tags = Object.entries(this.#options.tags).map(([Key, Value]) => ({ Key, Value }));
    const input = {
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: key, AttributeType: 'S' }],
      KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
      ...(tags.length === 0 ? {} : { Tags: tags }),
    };
    try {
      await this.#calls.run(() => this.#client().createTable(input), isTableInUse);
    } catch (error) {
      if (!isTableInUse(error)) throw error;
    }
  }

  async #expire(table: string): Promise<void> {
    const { expiry } = this.#options;
    if (expiry === undefined) return;
    const TimeToLiveSpecification = { AttributeName: expiry, Enabled: true };
    await this.#calls.run(() => this.#client().updateTimeToLive({ TableName: table, TimeToLiveSpecification }));
  }

  async #until(table: string, status: string | undefined): Promise<void> {
    const demandTime = this.#calls.deadline(
      `the table ${table} is not ready`,
      this.#options.longestWait ?? LONGEST_WAIT,
    );
    for (let wait = FIRST_LOOK; (await this.#status(table)) !== status; wait = Math.min(wait * 2, LONGEST_LOOK)) {
      demandTime();
      await pause(wait);
    }
  }

  async #status(table: string): Promise<string | undefined> {
    try {
      const { Table } = await this.#calls.run(() => this.#client().describeTable({ TableName: table }), isTableMissing);
      return Table?.TableStatus;
    } catch (error) {
      if (isTableMissing(error)) return undefined;
      throw error;
    }
  }
}

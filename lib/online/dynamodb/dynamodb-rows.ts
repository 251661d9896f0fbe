import { setTimeout as pause } from 'node:timers/promises';

import type { Clock } from '../../time/time';
import type { RowDatabase, StoredText, TextRow, ViewName } from '../key-value/row-database';
import type { OnlineView } from '../online-store';
import type { RemoteCalls } from '../remote-calls';
import type { DynamoDbClient, Item, KeysToGet } from './dynamodb-client';
import { DynamoDbTables } from './dynamodb-tables';
import { isConditionFailed, isTableMissing } from './dynamodb-trouble';
import { tableName } from './table-name';

export interface DynamoDbRowsOptions {
  readonly template: string;
  readonly consistentReads: boolean;
  readonly tags: Readonly<Record<string, string>>;
  /** Seconds; undefined: no row ever expires. */
  readonly ttl: number | undefined;
  readonly clock: Clock;
}

/** Keys in a BatchGetItem, at most. */
const KEYS = 100;
/** BatchGetItems under way at a time. */
const PAGES_AT_ONCE = 10;
/** Writes under way at a time: as many as the SDK has connections. */
const AT_ONCE = 50;
/** More features than this are read whole: an expression has a longest length. */
const NAMED = 100;
const EXPIRY = 'expires_at';
const THROTTLED = 'it was throttled, and processed no key,';

/**
 * Rows in DynamoDB: a table for each view, an item for each entity: `entity_id`, `version`, and the features that are
 * not null as texts in the map `values`. The entries are items of the table `featlab.views` of the project.
 */
export class DynamoDbRows implements RowDatabase {
  readonly #calls: RemoteCalls;
  readonly #client: () => DynamoDbClient;
  readonly #end: () => void;
  readonly #options: DynamoDbRowsOptions;
  readonly #tables: DynamoDbTables;

  constructor(calls: RemoteCalls, client: () => DynamoDbClient, end: () => void, options: DynamoDbRowsOptions) {
    this.#calls = calls;
    this.#client = client;
    this.#end = end;
    this.#options = options;
    const expiry = options.ttl === undefined ? undefined : EXPIRY;
    this.#tables = new DynamoDbTables(calls, client, { tags: options.tags, expiry });
  }

  async entry({ project, name }: ViewName): Promise<string | undefined> {
    const input = { TableName: this.#catalog(project), Key: { view: { S: name } }, ConsistentRead: true };
    const answer = await this.#ifThere(() => this.#client().getItem(input));
    return answer?.Item?.['entry']?.S;
  }

  async swapEntry({ project, name }: ViewName, seen: string | undefined, next: string): Promise<boolean> {
    await this.#tables.make(this.#catalog(project), 'view', false);
    return this.#ifHolds(() =>
      this.#client().putItem({
        TableName: this.#catalog(project),
        Item: { view: { S: name }, entry: { S: next } },
        ConditionExpression: seen === undefined ? 'attribute_not_exists(entry)' : 'entry = :seen',
        ...(seen === undefined ? {} : { ExpressionAttributeValues: { ':seen': { S: seen } } }),
      }),
    );
  }

  prepare(view: ViewName): Promise<void> {
    return this.#tables.make(this.#table(view), 'entity_id', true);
  }

  remove(view: ViewName): Promise<void> {
    return this.#tables.remove(this.#table(view));
  }

  async read(
    view: OnlineView,
    features: readonly string[],
    keys: readonly string[],
  ): Promise<(StoredText | undefined)[]> {
    const found = new Map<string, Item>();
    const projection = projectionOf(features);
    for (let from = 0; from < keys.length; from += KEYS * PAGES_AT_ONCE) {
      const pages: (readonly string[])[] = [];
      const to = Math.min(keys.length, from + KEYS * PAGES_AT_ONCE);
      for (let at = from; at < to; at += KEYS) pages.push(keys.slice(at, Math.min(at + KEYS, to)));
      await Promise.all(
        pages.map(async (page) => {
          const items = this.#items(this.#table(view), page, projection);
          for await (const item of items) found.set(item['entity_id']?.S ?? '', item);
        }),
      );
    }
    const now = this.#now();
    return keys.map((key) => {
      const item = found.get(idOf(key));
      return item === undefined || isExpired(item, now) ? undefined : storedText(item, features);
    });
  }

  async write(view: OnlineView, rows: readonly TextRow[]): Promise<number> {
    const names = view.features.map(({ name }) => name);
    let accepted = 0;
    for (let from = 0; from < rows.length; from += AT_ONCE) {
      const some = rows.slice(from, from + AT_ONCE);
      const answers = await Promise.all(some.map((row) => this.#put(this.#table(view), names, row)));
      accepted += answers.filter(Boolean).length;
    }
    return accepted;
  }

  async *keys(view: OnlineView): AsyncIterable<{ key: string; version: string }> {
    for await (const { id, version } of this.#scan(view)) yield { key: keyOf(id), version };
  }

  async sweep(view: ViewName, before: string): Promise<void> {
    for await (const { id } of this.#scan(view)) {
      const condition = {
        ConditionExpression: 'version < :before',
        ExpressionAttributeValues: { ':before': { S: before } },
      };
      const input = { TableName: this.#table(view), Key: { entity_id: { S: id } }, ...condition };
      await this.#ifHolds(() => this.#client().deleteItem(input));
    }
  }

  async close(): Promise<void> {
    if (this.#calls.close()) this.#end();
  }

  #put(TableName: string, names: readonly string[], { key, version, values }: TextRow): Promise<boolean> {
    const { ttl } = this.#options;
    const M: Record<string, { S: string }> = {};
    names.forEach((name, i) => {
      const value = values[i];
      if (value !== null) M[name] = { S: value };
    });
    const expires = ttl === undefined ? {} : { [EXPIRY]: { N: String(this.#now() + ttl) } };
    return this.#ifHolds(() =>
      this.#client().putItem({
        TableName,
        Item: { entity_id: { S: idOf(key) }, version: { S: version }, values: { M }, ...expires },
        ConditionExpression: 'attribute_not_exists(version) OR version <= :version',
        ExpressionAttributeValues: { ':version': { S: version } },
      }),
    );
  }

  /** What DynamoDB leaves unprocessed is asked for again, after a pause that doubles where it was all of it. */
  async *#items(table: string, keys: readonly string[], projection: object): AsyncIterable<Item> {
    const Keys = keys.map((key) => ({ entity_id: { S: idOf(key) } }));
    let rest: KeysToGet[] = [{ Keys, ConsistentRead: this.#options.consistentReads, ...projection } as KeysToGet];
    let demandTime = this.#calls.deadline(THROTTLED);
    for (let wait = 10; rest.length > 0;) {
      const RequestItems = { [table]: rest[0] };
      const answer = await this.#ifThere(() => this.#client().batchGetItem({ RequestItems }));
      const items = answer?.Responses?.[table] ?? [];
      yield* items;
      rest = Object.values(answer?.UnprocessedKeys ?? {}).filter((left) => (left.Keys?.length ?? 0) > 0);
      if (items.length > 0) demandTime = this.#calls.deadline(THROTTLED);
      if (rest.length === 0 || items.length > 0) continue;
      demandTime();
      await pause(wait);
      wait = Math.min(wait * 2, 1_000);
    }
  }

  async *#scan(view: ViewName): AsyncIterable<{ id: string; version: string }> {
    let start: Item | undefined;
    do {
      const from = start === undefined ? {} : { ExclusiveStartKey: start };
      const input = {
        TableName: this.#table(view),
        ProjectionExpression: 'entity_id, version',
        ConsistentRead: true,
        ...from,
      };
      const page = await this.#ifThere(() => this.#client().scan(input));
      for (const item of page?.Items ?? []) yield { id: item['entity_id']?.S ?? '', version: item['version']?.S ?? '' };
      start = page?.LastEvaluatedKey;
    } while (start !== undefined);
  }

  /** Undefined where the table is not there. */
  async #ifThere<T>(call: () => Promise<T>): Promise<T | undefined> {
    try {
      return await this.#calls.run(call, isTableMissing);
    } catch (error) {
      if (isTableMissing(error)) return undefined;
      throw error;
    }
  }

  /** Did the condition hold? */
  async #ifHolds(call: () => Promise<unknown>): Promise<boolean> {
    try {
      await this.#calls.run(call, isConditionFailed);
      return true;
    } catch (error) {
      if (isConditionFailed(error)) return false;
      throw error;
    }
  }

  /** Seconds since 1970. */
  #now(): number {
    return Math.floor(this.#options.clock().us / 1_000_000);
  }

  #table({ project, name }: ViewName): string {
    return tableName(this.#options.template, project, name);
  }

  /** No view has a `.` in its name. */
  #catalog(project: string): string {
    return tableName(this.#options.template, project, 'featlab.views');
  }
}

/** A view without entities has an empty key, which DynamoDB has not. */
function idOf(key: string): string {
  return key === '' ? '-' : key;
}

function keyOf(id: string): string {
  return id === '-' ? '' : id;
}

/** Placeholders for every name: DynamoDB has hundreds of reserved words, and names of any language are allowed here. */
function projectionOf(features: readonly string[]): object {
  const fixed = { '#id': 'entity_id', '#version': 'version', '#expiry': EXPIRY, '#values': 'values' };
  if (features.length > NAMED) return {};
  const names = Object.fromEntries(features.map((name, i) => [`#f${String(i)}`, name]));
  const paths = Object.keys(names).map((name) => `#values.${name}`);
  const { '#values': values, ...rest } = fixed;
  return {
    ProjectionExpression: [...Object.keys(rest), ...paths].join(', '),
    ExpressionAttributeNames: features.length === 0 ? rest : { ...rest, '#values': values, ...names },
  };
}

/** DynamoDB deletes days late. */
function isExpired(item: Item, now: number): boolean {
  const expiry = item[EXPIRY]?.N;
  return expiry !== undefined && Number(expiry) <= now;
}

function storedText(item: Item, features: readonly string[]): StoredText {
  const values = item['values']?.M ?? {};
  return { version: item['version']?.S ?? '', values: features.map((name) => values[name]?.S ?? null) };
}

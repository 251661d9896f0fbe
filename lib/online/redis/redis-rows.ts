import type { OnlineView } from '../online-store';
import type { RowDatabase, StoredText, TextRow, ViewName } from '../key-value/row-database';
import { tupleText, viewPrefix } from '../key-value/row-key';
import type { RemoteCalls } from '../remote-calls';
import type { RedisCommands } from './redis-client';
import type { RedisConnection } from './redis-connection';
import { PUT, SWAP, SWEEP } from './redis-scripts';
import type { Script } from './redis-scripts';

/** Commands that are under way at a time. */
const AT_ONCE = 1_000;

/** The field of a row's version: no feature can be named like it. */
const VERSION = ':version';

/**
 * Rows in Redis: a hash `featlab:<project, view><entity key>` for each, a field for each feature that is not null, and
 * the version in the field `:version`; the entries in one hash `featlab:views:<project>`, a field for each view.
 */
export class RedisRows implements RowDatabase {
  readonly #calls: RemoteCalls;
  readonly #connection: RedisConnection;
  readonly #ttl: string;

  /** @param ttl seconds after which Redis itself forgets a row; undefined: never */
  constructor(calls: RemoteCalls, connection: RedisConnection, ttl: number | undefined) {
    this.#calls = calls;
    this.#connection = connection;
    this.#ttl = ttl === undefined ? '' : String(ttl);
  }

  async entry({ project, name }: ViewName): Promise<string | undefined> {
    const key = catalogKey(project);
    return ((await this.#run((redis) => redis.send(key, ['HGET', key, name]))) as string | null) ?? undefined;
  }

  async swapEntry({ project, name }: ViewName, seen: string | undefined, next: string): Promise<boolean> {
    return (await this.#run((redis) => evaluate(redis, SWAP, catalogKey(project), [name, seen ?? '', next]))) === 1;
  }

  async read(
    view: OnlineView,
    features: readonly string[],
    keys: readonly string[],
  ): Promise<(StoredText | undefined)[]> {
    const prefix = rowPrefix(view);
    const fields = [...features, VERSION];
    const get = async (redis: RedisCommands, some: readonly string[]): Promise<(StoredText | undefined)[]> => {
      const found = await Promise.all(some.map((key) => redis.send(prefix + key, ['HMGET', prefix + key, ...fields])));
      return found.map((values) => storedText(values as (string | null)[], features.length));
    };
    if (keys.length <= AT_ONCE) return this.#run((redis) => get(redis, keys));
    const rows: (StoredText | undefined)[] = [];
    for (let from = 0; from < keys.length; from += AT_ONCE) {
      rows.push(...(await this.#run((redis) => get(redis, keys.slice(from, from + AT_ONCE)))));
    }
    return rows;
  }

  async write(view: OnlineView, rows: readonly TextRow[]): Promise<number> {
    const prefix = rowPrefix(view);
    const head = [VERSION, this.#ttl];
    const names = view.features.map(({ name }) => name);
    let accepted = 0;
    for (let from = 0; from < rows.length; from += AT_ONCE) {
      const some = rows.slice(from, from + AT_ONCE);
      const put = (redis: RedisCommands) =>
        some.map((row) => evaluate(redis, PUT, prefix + row.key, [row.version, ...head, ...fieldsOf(names, row)]));
      const answers = await this.#run((redis) => Promise.all(put(redis)));
      for (const answer of answers) accepted += Number(answer);
    }
    return accepted;
  }

  async *keys(view: OnlineView): AsyncIterable<{ key: string; version: string }> {
    const prefix = rowPrefix(view);
    for await (const keys of this.#scan(prefix)) {
      const versions = await this.#run((redis) =>
        Promise.all(keys.map((key) => redis.send(key, ['HGET', key, VERSION]))),
      );
      // SCAN may answer a key twice, also of a row that is gone by now.
      for (const [i, key] of keys.entries()) {
        const version = versions[i] as string | null;
        if (version !== null) yield { key: key.slice(prefix.length), version };
      }
    }
  }

  async sweep(view: ViewName, before: string): Promise<void> {
    for await (const keys of this.#scan(rowPrefix(view))) {
      await this.#run((redis) => Promise.all(keys.map((key) => evaluate(redis, SWEEP, key, [before, VERSION]))));
    }
  }

  async close(): Promise<void> {
    if (this.#calls.close()) await this.#connection.close();
  }

  /** Pages of keys, each key once. */
  async *#scan(prefix: string): AsyncIterable<string[]> {
    const seen = new Set<string>();
    const nodes = await this.#run((redis) => redis.nodes());
    for (const node of nodes) {
      let cursor = '0';
      do {
        const args = ['SCAN', cursor, 'MATCH', `${globText(prefix)}*`, 'COUNT', String(AT_ONCE)];
        const [next, keys] = (await this.#run(() => node(args))) as [string, string[]];
        cursor = next;
        const fresh = keys.filter((key) => !seen.has(key));
        for (const key of fresh) seen.add(key);
        if (fresh.length > 0) yield fresh;
      } while (cursor !== '0');
    }
  }

  #run<T>(call: (redis: RedisCommands) => Promise<T>): Promise<T> {
    return this.#calls.run(async () => call(this.#connection.commands ?? (await this.#connection.open())));
  }
}

/** A server that was started anew does not know the script any more. */
async function evaluate(redis: RedisCommands, { text, sha }: Script, key: string, args: string[]): Promise<unknown> {
  try {
    return await redis.send(key, ['EVALSHA', sha, '1', key, ...args]);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
    return redis.send(key, ['EVAL', text, '1', key, ...args]);
  }
}

function storedText(values: (string | null)[], version: number): StoredText | undefined {
  const text = values[version];
  return text === null ? undefined : { version: text, values };
}

function fieldsOf(names: readonly string[], { values }: TextRow): string[] {
  const fields: string[] = [];
  for (let i = 0; i < names.length; i++) {
    const value = values[i];
    if (value !== null) fields.push(names[i], value);
  }
  return fields;
}

function rowPrefix(view: ViewName): string {
  return `featlab:${viewPrefix(view)}`;
}

function catalogKey(project: string): string {
  return `featlab:views:${tupleText([project])}`;
}

/** The text as a pattern that matches it alone. */
function globText(text: string): string {
  return text.replace(/[\\*?[\]]/g, '\\$&');
}

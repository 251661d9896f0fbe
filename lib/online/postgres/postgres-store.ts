import type { ValueType } from '../../types';
import type {
  EntityKey,
  OnlineAnswer,
  OnlineBatch,
  OnlineChange,
  OnlineRow,
  OnlineStore,
  OnlineView,
} from '../online-store';
import { instantFromNs } from '../../time/time';
import type { RemoteCalls } from '../remote-calls';
import { batchElements, sortedRounds } from './postgres-batch';
import { PostgresCatalog } from './postgres-catalog';
import type { Query, StoredTable } from './postgres-catalog';
import { asText } from './postgres-client';
import type { PgClient, PgPool } from './postgres-client';
import { answerOids, keysSql, selectSql, upsertSql } from './postgres-table';
import { isOutOfDate } from './postgres-trouble';
import { arrayLiteral, keyElement, keyOfSql, keyText, valueOfSql } from './postgres-values';

/** Values in one statement, and characters of its texts. */
const VALUES = 200_000;
const CHARACTERS = 8_000_000;
const PAGE = 10_000;

/** A read that was prepared: kept for as long as the table is what it was. */
interface Prepared {
  readonly sql: string;
  readonly types: readonly ValueType[];
  readonly oids: readonly number[];
}

/**
 * Rows in Postgres: a table `<project>_<view>` for each view, with its join keys as primary key and a column for each
 * feature, so that `SELECT *` shows what is stored.
 */
export class PostgresStore implements OnlineStore {
  readonly #calls: RemoteCalls;
  readonly #pool: () => PgPool;
  readonly #end: () => Promise<void>;
  readonly #catalog: PostgresCatalog;
  #prepared = new WeakMap<OnlineView, Map<readonly string[], Prepared>>();

  constructor(calls: RemoteCalls, pool: () => PgPool, end: () => Promise<void>, schema: string) {
    this.#calls = calls;
    this.#pool = pool;
    this.#end = end;
    this.#catalog = new PostgresCatalog(schema);
  }

  write(view: OnlineView, batch: OnlineBatch, generation?: string): Promise<number> {
    return this.#transaction(async (query) => {
      const held = generation !== undefined && this.#catalog.hold(query, view, generation);
      const table = await (held || this.#catalog.ensure(query, view));
      return writeRows(query, table, view, batch);
    });
  }

  async read(view: OnlineView, features: readonly string[], keys: readonly EntityKey[]): Promise<OnlineAnswer> {
    if (keys.length === 0) return [];
    const kept = this.#prepared.get(view)?.get(features);
    const answer = kept && (await this.#select(kept, view, keys));
    if (answer) return answer;
    this.#prepared.delete(view);
    const fresh = await this.#prepare(view, features);
    return (fresh && (await this.#select(fresh, view, keys))) ?? keys.map(() => undefined);
  }

  update({ drop, keep }: OnlineChange): Promise<void> {
    this.#prepared = new WeakMap();
    return this.#transaction(async (query) => {
      for (const view of drop) await this.#catalog.drop(query, view);
      for (const view of keep) await this.#catalog.ensure(query, view);
    });
  }

  async generation(view: OnlineView): Promise<string | undefined> {
    return (await this.#catalog.find(this.#query, view))?.generation;
  }

  async *keys(view: OnlineView): AsyncIterable<EntityKey> {
    const table = await this.#catalog.find(this.#query, view);
    let last: string[] | undefined;
    while (table) {
      const sql = keysSql(table.name, view, last === undefined, PAGE);
      const rows = (await this.#query(asText(sql, last))).rows as string[][];
      for (const row of rows) yield view.keys.map(({ type }, i) => keyOfSql(type, row[i]));
      if (rows.length < PAGE) return;
      last = rows[rows.length - 1];
    }
  }

  async close(): Promise<void> {
    if (this.#calls.close()) await this.#end();
  }

  readonly #query: Query = (query) => this.#calls.run(() => this.#pool().query(query));

  async #prepare(view: OnlineView, features: readonly string[]): Promise<Prepared | undefined> {
    const table = await this.#catalog.find(this.#query, view);
    if (!table) return undefined;
    const types = features.map((name) => view.features.find((feature) => feature.name === name)?.type ?? 'bytes');
    const prepared = { sql: selectSql(table.name, view, features), types, oids: answerOids(view, features) };
    const ofView = this.#prepared.get(view) ?? new Map<readonly string[], Prepared>();
    this.#prepared.set(view, ofView.set(features, prepared));
    return prepared;
  }

  /** Undefined where the table is not what it was. */
  async #select(
    { sql, types, oids }: Prepared,
    view: OnlineView,
    keys: readonly EntityKey[],
  ): Promise<OnlineAnswer | undefined> {
    const result = await this.#calls.run(async () => {
      try {
        return await this.#pool().query(asText(sql, keyArrays(view, keys)));
      } catch (error) {
        if (isOutOfDate(error)) return undefined;
        throw error;
      }
    });
    if (!result || oids.some((oid, i) => result.fields[i + 3].dataTypeID !== oid)) return undefined;
    const rows = result.rows as (string | null)[][];
    const found = new Map(rows.map((row) => [row[0], onlineRow(row, types)]));
    return keys.map((key, place) => found.get(answeredAs(view, key, place)));
  }

  /** A connection that comes after we have given up waiting goes back at once: nobody else knows of it. */
  async #connect(): Promise<PgClient> {
    let connecting: Promise<PgClient> | undefined;
    try {
      return await this.#calls.run(() => (connecting = this.#pool().connect()));
    } catch (error) {
      connecting?.then(
        (client) => client.release(),
        () => undefined,
      );
      throw error;
    }
  }

  /** All of it or nothing, on one connection. */
  async #transaction<T>(body: (query: Query) => Promise<T>): Promise<T> {
    const client = await this.#connect();
    const query: Query = (text) => this.#calls.run(() => client.query(text));
    let isSound = false;
    try {
      await query({ text: 'BEGIN' });
      const result = await body(query);
      await query({ text: 'COMMIT' });
      isSound = true;
      return result;
    } finally {
      // The server undoes what a connection that ends has begun.
      client.release(!isSound);
    }
  }
}

async function writeRows(query: Query, table: StoredTable, view: OnlineView, batch: OnlineBatch): Promise<number> {
  const elements = batchElements(view, batch);
  const text = upsertSql(table.name, view);
  const most = Math.max(1, Math.floor(VALUES / elements.length));
  let accepted = 0;
  for (const rows of sortedRounds(view, batch)) {
    for (const some of slices(rows, most, batch)) {
      const { rowCount } = await query({ text, values: elements.map((element) => arrayLiteral(some, element)) });
      accepted += rowCount ?? 0;
    }
  }
  return accepted;
}

function* slices(rows: readonly number[], most: number, { keys, features }: OnlineBatch): Generator<readonly number[]> {
  const long = [...keys, ...features].flatMap(({ type, values }) =>
    type === 'string' || type === 'bytes' ? [values as readonly { readonly length: number }[]] : [],
  );
  let from = 0;
  let characters = 0;
  for (let i = 0; i < rows.length; i++) {
    const own = long.reduce((sum, values) => sum + (values[rows[i]]?.length ?? 0), 0);
    if (i > from && (i - from === most || characters + own > CHARACTERS)) {
      yield rows.slice(from, i);
      [from, characters] = [i, 0];
    }
    characters += own;
  }
  if (from < rows.length) yield rows.slice(from);
}

function keyArrays(view: OnlineView, keys: readonly EntityKey[]): string[] {
  if (view.keys.length === 0) return ['{0}'];
  return view.keys.map((_, i) => `{${keys.map((key) => keyElement(key[i])).join(',')}}`);
}

/** How the answer names a key's row: see `selectSql`. */
function answeredAs({ keys }: OnlineView, [value]: EntityKey, place: number): string {
  if (keys.length === 0) return '0';
  return keys.length === 1 ? keyText(value) : String(place + 1);
}

function onlineRow(row: readonly (string | null)[], types: readonly ValueType[]): OnlineRow {
  const micros = Number(row[1]);
  const nanos = Number(row[2]);
  const time = Number.isSafeInteger(micros)
    ? { us: micros, ns: nanos }
    : instantFromNs(BigInt(row[1] ?? 0) * 1000n + BigInt(nanos));
  return { ...time, values: types.map((type, i) => valueOfSql(type, row[i + 3])) };
}

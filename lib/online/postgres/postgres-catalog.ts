import { randomUUID } from 'node:crypto';

import type { OnlineView } from '../online-store';
import { rowsChanged } from '../rows-changed';
import { viewSignature } from '../view-signature';
import { asText } from './postgres-client';
import type { PgQuery, PgResult } from './postgres-client';
import { createTable, shortName, tableIn } from './postgres-table';

export type Query = (query: PgQuery) => Promise<PgResult>;

export interface StoredTable {
  /** Quoted, with its schema. */
  readonly name: string;
  /** A new one each time that the table is made. */
  readonly generation: string;
}

interface Entry extends StoredTable {
  readonly signature: string;
}

/** Which table holds which view: one row for each in `featlab_views`, beside the tables themselves. */
export class PostgresCatalog {
  readonly #schema: string;
  readonly #table: string;

  constructor(schema: string) {
    this.#schema = schema;
    this.#table = tableIn(schema, 'featlab_views');
  }

  /** The view's table; undefined where there is none, or one of another schema. */
  async find(query: Query, view: OnlineView): Promise<StoredTable | undefined> {
    const entry = await this.#entry(query, view, '');
    return entry?.signature === viewSignature(view) ? entry : undefined;
  }

  /** The same within a transaction, to whose end nobody can drop it. @throws StoreError STORE_CHANGED */
  async hold(query: Query, view: OnlineView, generation: string): Promise<StoredTable> {
    const found = await this.#held(query, view);
    if (found?.generation === generation) return found;
    throw rowsChanged(view.name);
  }

  /** The view's table, made where there is none, made anew where it has another schema. Within a transaction. */
  async ensure(query: Query, view: OnlineView): Promise<StoredTable> {
    const held = await this.#held(query, view);
    if (held) return held;
    await this.#oneAtATime(query);
    const found = await this.#held(query, view);
    if (found) return found;
    await this.#drop(query, view);
    await query({
      text: `CREATE TABLE IF NOT EXISTS ${this.#table} (project text, view text, table_name text NOT NULL,
        signature text NOT NULL, generation text NOT NULL, PRIMARY KEY (project, view))`,
    });
    const name = await this.#freeName(query, view);
    const generation = randomUUID();
    await query({ text: createTable(tableIn(this.#schema, name), view) });
    const values = [view.project, view.name, name, viewSignature(view), generation];
    await query({ text: `INSERT INTO ${this.#table} VALUES ($1, $2, $3, $4, $5)`, values });
    return { name: tableIn(this.#schema, name), generation };
  }

  /** Within a transaction. Nothing where there is none. */
  async drop(query: Query, view: Pick<OnlineView, 'project' | 'name'>): Promise<void> {
    await this.#oneAtATime(query);
    await this.#drop(query, view);
  }

  async #held(query: Query, view: OnlineView): Promise<StoredTable | undefined> {
    const entry = await this.#entry(query, view, ' FOR SHARE');
    return entry?.signature === viewSignature(view) ? entry : undefined;
  }

  async #drop(query: Query, view: Pick<OnlineView, 'project' | 'name'>): Promise<void> {
    const entry = await this.#entry(query, view, ' FOR UPDATE');
    if (!entry) return;
    const values = [view.project, view.name];
    await query({ text: `DELETE FROM ${this.#table} WHERE project = $1 AND view = $2`, values });
    await query({ text: `DROP TABLE IF EXISTS ${entry.name}` });
  }

  async #entry(
    query: Query,
    { project, name }: Pick<OnlineView, 'project' | 'name'>,
    lock: string,
  ): Promise<Entry | undefined> {
    if (!(await this.#isThere(query))) return undefined;
    const columns = 'table_name, signature, generation';
    const text = `SELECT ${columns} FROM ${this.#table} WHERE project = $1 AND view = $2${lock}`;
    const [row] = (await query(asText(text, [project, name]))).rows as [string, string, string][];
    return row && { name: tableIn(this.#schema, row[0]), signature: row[1], generation: row[2] };
  }

  /** Asked first, for a failed statement would end the transaction. */
  async #isThere(query: Query): Promise<boolean> {
    return this.#exists(query, this.#table);
  }

  async #exists(query: Query, table: string): Promise<boolean> {
    const { rows } = await query(asText('SELECT to_regclass($1)::text', [table]));
    return (rows as [string | null][])[0]?.[0] != null;
  }

  /** Postgres makes no table safely while another process makes the same. */
  async #oneAtATime(query: Query): Promise<void> {
    await query({ text: 'SELECT pg_advisory_xact_lock(1718381922)' });
  }

  /** `<project>_<view>`, with a `_` more for as long as another table has the name (`a_b` + `c` is `a` + `b_c`). */
  async #freeName(query: Query, view: OnlineView): Promise<string> {
    let name = `${view.project}_${view.name}`;
    while (await this.#exists(query, tableIn(this.#schema, shortName(name)))) name += '_';
    return shortName(name);
  }
}

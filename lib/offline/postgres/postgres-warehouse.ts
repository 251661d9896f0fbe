import type { Column } from '../../columns/column';
import type { Dialect, TableColumn } from '../sql/dialect';
import { raw, rendered, sql } from '../sql/sql';
import type { Sql } from '../sql/sql';
import type { Query, Warehouse } from '../sql/warehouse';
import { boundText, boundType } from './bound-text';
import { postgresColumn } from './column-types';
import { parsedColumn } from './parse-column';
import type { PostgresClient, PostgresPackages, PostgresPool, PostgresQuery } from './postgres-client';
import type { StageRows } from './stage-rows';

/** What speaks Postgres' protocol. */
export interface PostgresParts extends PostgresPackages {
  readonly dialect: Dialect;
  readonly pool: PostgresPool;
  readonly stage: StageRows;
  /** The type of strings. */
  readonly text: string;
  /** The schema of tables that are named without one. */
  readonly schema: string | undefined;
  /** Statements that make values look the same, whatever the server's or the role's settings are. */
  readonly settings: readonly string[];
  readonly close: () => Promise<void>;
}

/** A session's own: its transaction is never committed, and where the session ends first the server drops it. */
const STAGED = 'featlab_entity_rows';

/** No such table; no such schema. */
const MISSING: readonly unknown[] = ['42P01', '3F000'];

/** Each statement runs in a transaction of its own, on a connection of the pool. */
export function postgresWarehouse(parts: PostgresParts): Warehouse {
  return {
    dialect: parts.dialect,
    describe: (relation) => transaction(parts, (client) => describe(parts, client, relation)),
    isMissing: (error) => error instanceof Error && 'code' in error && MISSING.includes(error.code),
    select: (rows, ask, each) =>
      transaction(parts, async (client) => {
        if (rows) await parts.stage(client, STAGED, rows);
        await streamed(parts, client, ask(raw(STAGED)), each);
      }),
    explain: (rows, ask) =>
      transaction(parts, async (client) => {
        await parts.stage(client, STAGED, rows);
        const answer = await client.query(prepared(parts, sql`EXPLAIN ${ask(raw(STAGED)).statement}`));
        return { plan: answer.rows.map(([line]) => String(line)).join('\n') };
      }),
    close: parts.close,
  };
}

async function transaction<T>(parts: PostgresParts, body: (client: PostgresClient) => Promise<T>): Promise<T> {
  const { pool, dialect, schema, settings } = parts;
  const client = await pool.connect();
  let isBroken = true;
  try {
    await client.query(plain(['BEGIN', ...settings].join('; ')));
    if (schema !== undefined) {
      await client.query({ ...plain("SELECT set_config('search_path', $1, true)"), values: [dialect.quote(schema)] });
    }
    const answer = await body(client);
    await client.query(plain('ROLLBACK'));
    isBroken = false;
    return answer;
  } finally {
    // A connection on which something failed is closed: with it go its transaction and its temporary table.
    client.release(isBroken);
  }
}

function plain(text: string): PostgresQuery {
  return { text, rowMode: 'array' };
}

function prepared(parts: PostgresParts, statement: Sql): PostgresQuery {
  const { text, values } = rendered(
    statement,
    (i, value) => `CAST($${String(i + 1)} AS ${boundType(value, parts.text)})`,
  );
  return { text, values: values.map(boundText), rowMode: 'array' };
}

async function describe(
  parts: PostgresParts,
  client: PostgresClient,
  relation: Sql,
): Promise<ReadonlyMap<string, TableColumn>> {
  const { fields } = await client.query(prepared(parts, sql`SELECT * FROM ${relation} AS source LIMIT 0`));
  return new Map(fields.map(({ name, dataTypeID }) => [name, postgresColumn(dataTypeID)]));
}

/** Rows that are turned into columns at once. */
const BATCH = 10_000;

const AS_TEXT = { getTypeParser: () => (text: string) => text };

/** Row by row as they come off the wire: what is held is the columns, and one batch of texts. */
async function streamed(
  parts: PostgresParts,
  client: PostgresClient,
  { statement, columns }: Query,
  each: (batch: readonly Column[]) => void,
): Promise<void> {
  let rows: (string | null)[][] = [];
  const flush = (): void => {
    each(columns.map((column, c) => parsedColumn(column, rows, c)));
    rows = [];
  };
  let failure: Error | undefined;
  await new Promise<void>((resolve, reject) => {
    const query = client.query(new parts.Query({ ...prepared(parts, statement), types: AS_TEXT }));
    query.on('error', reject).on('end', resolve);
    query.on('row', (row) => {
      // Thrown from here an error would be nobody's.
      try {
        if (failure === undefined && rows.push(row) === BATCH) flush();
      } catch (error) {
        failure = error as Error;
      }
    });
  });
  if (failure !== undefined) throw failure;
  flush();
}

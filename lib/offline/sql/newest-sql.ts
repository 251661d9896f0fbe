import { joined, raw, sql, where } from './sql';
import type { Sql } from './sql';

/** What a statement for the newest row of each key is made of. */
export interface NewestPlan {
  readonly from: Sql;
  /** Key columns, comparable, in the order of the join keys. */
  readonly keys: readonly Sql[];
  readonly ts: Sql;
  /** Null where the source has no created column. */
  readonly created: Sql | undefined;
  /** What is selected of the row that wins. */
  readonly outputs: readonly Sql[];
  readonly conditions: readonly Sql[];
}

/**
 * One scan: the newest row of each key, and of each group of rows with a null in their key; and how many rows of the
 * window each of them stands for, so that what was read and what was skipped are sums over the answer.
 */
export function newestSql({ from, keys, ts, created, outputs, conditions }: NewestPlan): Sql {
  const ties = created ? [sql`CASE WHEN ${created} IS NULL THEN 0 ELSE 1 END DESC`, sql`${created} DESC`] : [];
  const by = keys.length === 0 ? raw('') : sql`PARTITION BY ${keys}`;
  const order = joined([sql`${ts} DESC`, ...ties], ', ');
  const named = outputs.map((output, i) => sql`${output} AS out_${raw(String(i + 1))}`);
  return sql`SELECT ${[...outputs.map((_, i) => raw(`out_${String(i + 1)}`)), raw('n')]} FROM (SELECT ${[
    ...named,
    sql`ROW_NUMBER() OVER (${by} ORDER BY ${order}) AS place`,
    sql`COUNT(*) OVER (${by}) AS n`,
  ]} FROM ${from} AS source${where(conditions)}) AS ranked WHERE place = 1`;
}

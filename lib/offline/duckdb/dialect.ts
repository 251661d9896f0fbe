import type { AsOfPlan } from '../sql/as-of-plan';
import { asOfSql } from '../sql/as-of-sql';
import type { Dialect, TableColumn } from '../sql/dialect';
import { bound, joined, raw, sql, where } from '../sql/sql';
import type { Sql } from '../sql/sql';

/**
 * Instants are compared as 64-bit ticks of the column's own unit. Where a column of microseconds is compared with one of
 * nanoseconds, it is in 128 bits: not all of its times have 64 bits of nanoseconds.
 */
export const DUCKDB: Dialect = {
  name: 'DuckDB',
  int64: 'BIGINT',
  quote: (name) => `"${name.replaceAll('"', '""')}"`,
  unitOf: ({ unit }) => (unit === 'ns' ? 'ns' : 'us'),
  instant: (column, from, unit) => sql`CASE WHEN isfinite(${column}) THEN ${ticks(column, from, unit)} END`,
  instantType: () => 'BIGINT',
  staged: (column) => column,
  key: (column) => column,
  bound,
  output,
  asOf,
};

function output(column: Sql, from: TableColumn): Sql {
  if (from.type === 'timestamp') return ticks(column, from, from.unit === 'ns' ? 'ns' : 'us');
  // Its 16 bytes, as they are in Parquet.
  return from.native === 'UUID' ? sql`unhex(replace(CAST(${column} AS VARCHAR), '-', ''))` : column;
}

function ticks(column: Sql, from: TableColumn, unit: 'us' | 'ns'): Sql {
  if (unit === 'us') return sql`epoch_us(${column})`;
  return from.unit === 'ns' ? sql`epoch_ns(${column})` : sql`CAST(epoch_us(${column}) AS HUGEINT) * 1000`;
}

/**
 * DuckDB's own ASOF JOIN, on one row for each key and time: the one created last, which has none before it. (Numbered,
 * `ROW_NUMBER() … = 1`, it would become an arg_max: -0 becomes 0 there, and over Parquet a smaller one beats the greatest
 * where a null came first, in 1.5.6 still.)
 */
function asOf(plan: AsOfPlan): Sql {
  if (plan.isCutOff) return asOfSql(plan);
  const { keys, features } = plan;
  const by = [...keys, raw('ts')];
  const one = sql`QUALIFY LAG(1) OVER (PARTITION BY ${by} ORDER BY created DESC NULLS LAST) IS NULL`;
  const equal = keys.map((key) => sql`e.${key} = f.${key}`);
  return sql`WITH e AS (${plan.entities}),
f AS (SELECT ${[...by, ...features]} FROM (${plan.history}) AS history ${plan.hasCreated ? one : raw('')})
SELECT ${[raw('row_id'), ...plan.outputs]} FROM e ASOF JOIN f ON ${joined([...equal, raw('e.hi >= f.ts')], ' AND ')}${where(plan.hasTtl ? [raw('f.ts >= e.lo')] : [])}`;
}

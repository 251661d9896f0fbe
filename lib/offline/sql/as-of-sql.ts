import type { AsOfPlan } from './as-of-plan';
import { joined, raw, sql, where } from './sql';
import type { Sql } from './sql';

/**
 * Entity rows and history in one ordered union: the newest history row so far opens a group, and what follows in the
 * group are the entity rows that it serves. One pass, where a join of every pair would have to be ranked. Answers
 * `row_id` and the features of the rows that match; an entity row without a match is not in the answer.
 */
export function asOfSql(plan: AsOfPlan): Sql {
  const { keys, features, entities, history } = plan;
  const union = plan.isCutOff ? knownUnion(plan) : newestUnion(plan);
  const firsts = [raw('fts'), ...features].map(
    (name) => sql`FIRST_VALUE(${name}) OVER (${partition([...keys, raw('grp')], union.first)}) AS ${name}`,
  );
  const alive = plan.hasTtl ? [raw('fts >= lo')] : [];
  return sql`WITH e AS (${entities}),
f AS (${history}),${union.before}
u AS (${union.rows}),
g AS (SELECT ${[...keys, raw('t'), raw('kind'), ...union.columns, raw('row_id'), raw('lo'), raw('fts'), ...features]}, ${union.group} AS grp FROM u),
w AS (SELECT row_id, lo, ${firsts} FROM g)
SELECT ${[raw('row_id'), ...plan.outputs]} FROM w${where([raw('row_id IS NOT NULL'), raw('fts IS NOT NULL'), ...alive])}`;
}

interface Union {
  /** Steps between the history and the union. */
  readonly before: Sql;
  readonly rows: Sql;
  /** What it has beside the columns of every union. */
  readonly columns: readonly Sql[];
  /** The number of the group that a row is in. */
  readonly group: Sql;
  /** What orders a group, so that its history row comes first. */
  readonly first: Sql;
}

/** Every history row is newer than those before it: equal times by created (null is the smallest), then any order. */
function newestUnion(plan: AsOfPlan): Union {
  const { keys, features, nulls } = plan;
  const { noInstant, noRow, noLo, lo } = absent(plan);
  const ties = plan.hasCreated ? [raw('cn'), raw('created')] : [];
  const tieOf = plan.hasCreated ? [raw('CASE WHEN created IS NULL THEN 0 ELSE 1 END AS cn'), raw('created')] : [];
  const noTie = plan.hasCreated ? [raw('0'), noInstant] : [];
  return {
    before: raw(''),
    rows: sql`SELECT ${[...keys, raw('ts AS t'), raw('0 AS kind'), ...tieOf, noRow, noLo, raw('ts AS fts'), ...features]} FROM f
UNION ALL
SELECT ${[...keys, raw('hi'), raw('1'), ...noTie, raw('row_id'), lo, noInstant, ...nulls]} FROM e`,
    columns: ties,
    group: sql`SUM(1 - kind) OVER (${partition(keys, joined([raw('t'), raw('kind'), ...ties], ', '))})`,
    first: raw('kind'),
  };
}

/**
 * A history row comes into play once it has happened and was known, and may then be older than one that is in play
 * already: its rank by (event time, created) tells, and the running maximum is the winner's. A row of the entity row's
 * own time stands before it, or after it where the bound is exclusive (`hi < cut`).
 */
function knownUnion(plan: AsOfPlan): Union {
  const { keys, features, nulls } = plan;
  const { noInstant, noRow, noLo, lo } = absent(plan);
  const noRank = sql`CAST(NULL AS ${plan.int64})`;
  const order = raw('t, kind, rnk');
  return {
    before: sql`
r AS (SELECT ${[...keys, raw('ts'), raw('created'), ...features]}, ROW_NUMBER() OVER (${partition(keys, raw('ts, created'), '')}) AS rnk FROM f),`,
    rows: sql`SELECT ${[...keys, raw('CASE WHEN created > ts THEN created ELSE ts END AS t'), raw('CASE WHEN created > ts THEN 0 ELSE 2 END AS kind'), raw('rnk'), noRow, noLo, raw('ts AS fts'), ...features]} FROM r
UNION ALL
SELECT ${[...keys, raw('cut'), raw('CASE WHEN hi < cut THEN 1 ELSE 3 END'), noRank, raw('row_id'), lo, noInstant, ...nulls]} FROM e`,
    columns: [raw('rnk')],
    group: sql`MAX(rnk) OVER (${partition(keys, order)})`,
    first: order,
  };
}

/** What one side of the union has and the other has not. */
function absent({ instantType, int64, hasTtl }: AsOfPlan): Record<'noInstant' | 'noRow' | 'noLo' | 'lo', Sql> {
  const noInstant = sql`CAST(NULL AS ${instantType})`;
  return {
    noInstant,
    noRow: sql`CAST(NULL AS ${int64}) AS row_id`,
    noLo: sql`${noInstant} AS lo`,
    lo: hasTtl ? raw('lo') : noInstant,
  };
}

/** The frame is spelled out: Redshift asks for it, and the default one would look at ties. */
function partition(by: readonly Sql[], order: Sql, frame = ' ROWS UNBOUNDED PRECEDING'): Sql {
  return sql`${by.length === 0 ? raw('') : sql`PARTITION BY ${by} `}ORDER BY ${order}${raw(frame)}`;
}

import { uniform } from '../random';
import type { FraudPlan } from './fraud-options';
import { FRAUD_COLUMNS, type FraudRow } from './fraud-rows';

const HOUR_US = 3_600_000_000;
const DRAW = { corrected: 401, delay: 402, tie: 403, tieKind: 404, nulls: 410 } as const;
const TABLES = Object.keys(FRAUD_COLUMNS);

type SourceRow = Exclude<FraudRow, { table: 'labels' }>;

/** The rows with what happens to them: corrections, ties and nulls, where `plan` asks for them. Labels pass. */
export function* awkwardRows(plan: FraudPlan, rows: Iterable<FraudRow>): Generator<FraudRow, void, undefined> {
  let number = 0;
  for (const each of rows) {
    number += 1;
    if (each.table === 'labels') yield each;
    else yield* versions(plan, each, number);
  }
}

/** A row, and the others of its key and time, in either order. No two of them share `created`. */
function* versions(plan: FraudPlan, each: SourceRow, number: number): Generator<FraudRow, void, undefined> {
  const draw = (what: number): number => uniform(plan.seed, number, TABLES.indexOf(each.table), what);
  const others = [...corrections(plan, each, draw), ...ties(plan, each, draw)];
  const all = draw(DRAW.tieKind) < 0.5 ? [each, ...others] : [...others, each];
  for (const [i, version] of all.entries()) {
    yield plan.awkward.has('nulls') ? withNulls(version, draw, i, others.length === 0) : version;
  }
}

type Draw = (what: number) => number;

function corrections(plan: FraudPlan, each: SourceRow, draw: Draw): SourceRow[] {
  if (!plan.awkward.has('corrections') || draw(DRAW.corrected) >= 0.05) return [];
  return [other(each, (each.row.created ?? 0) + HOUR_US + Math.floor(draw(DRAW.delay) * 167 * HOUR_US), 1)];
}

function ties(plan: FraudPlan, each: SourceRow, draw: Draw): SourceRow[] {
  if (!plan.awkward.has('ties') || draw(DRAW.tie) >= 0.05) return [];
  const kind = Math.floor(draw(DRAW.tieKind) * 3);
  return [other(each, kind === 2 ? null : (each.row.created ?? 0) + 2 * kind - 1, 2)];
}

/** The row with other values: the same fact as it was known at another time. */
function other(each: SourceRow, created: number | null, by: number): SourceRow {
  const changed = Object.fromEntries(
    features(each).map((name) => [name, change(each.row[name as keyof typeof each.row], by)]),
  );
  return { table: each.table, row: { ...each.row, ...changed, created } } as SourceRow;
}

function features({ table }: SourceRow): string[] {
  return Object.keys(FRAUD_COLUMNS[table]).slice(table === 'transactions' ? 5 : 3);
}

function change(value: number | null, by: number): number | null {
  if (value === null) return null;
  return Number.isInteger(value) ? value + by : Math.round(value * 1000 + 37 * by) / 1000;
}

function withNulls(each: SourceRow, draw: Draw, version: number, alone: boolean): SourceRow {
  const columns = alone ? ['created', ...features(each)] : features(each);
  const nulls = columns.filter((_, i) => draw(DRAW.nulls + version * 8 + i) < 1 / 16);
  return {
    table: each.table,
    row: { ...each.row, ...Object.fromEntries(nulls.map((name) => [name, null])) },
  } as SourceRow;
}

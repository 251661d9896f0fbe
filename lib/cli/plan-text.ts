import type { QueryPlan } from '../offline/offline-store';

/** A plan for people to read: whose it is, the statement, its values, what the engine says of it. */
export function planText({ view, engine, sql, values, plan, bytes }: QueryPlan): string {
  if (sql === null) return `-- ${view}: joined by featlab itself, from files`;
  return [
    `-- ${view}: ${engine}${bytes === undefined ? '' : `, scans ${String(bytes)} bytes`}`,
    sql,
    ...values.map((value, i) => `-- :${String(i + 1)} = ${value}`),
    ...(plan === undefined ? [] : [plan.trimEnd()]),
  ].join('\n');
}

import type { QueryPlan } from '../offline/offline-store';

/** A plan for people to read: whose it is, the statement, its values, what the engine says of it. */
export function planText(of: QueryPlan): string {
  const { view, engine, sql, values, plan } = of;
  if (sql === null) return `-- ${view}: joined by featlab itself, from files`;
  return [
    `-- ${view}: ${engine}${scanned(of)}`,
    sql,
    ...values.map((value, i) => `-- :${String(i + 1)} = ${value}`),
    ...(plan === undefined ? [] : [plan.trimEnd()]),
  ].join('\n');
}

function scanned({ bytes, bytesUnfiltered }: QueryPlan): string {
  if (bytes === undefined) return '';
  const without = bytesUnfiltered === undefined ? '' : `, ${String(bytesUnfiltered)} without the time filter`;
  return `, scans ${String(bytes)} bytes${without}`;
}

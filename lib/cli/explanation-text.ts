import type { Explanation } from '../explain';
import { cell } from './cell';
import { table } from './table';

/** The sentences, then the source rows that bear on them. */
export function explanationText({ view, feature, entity, at, ttl, why, offline, online, rows }: Explanation): string {
  const key = Object.entries(entity).map(([name, value]) => `${name}=${cell(value)}`);
  const answers = [
    ['offline', cell(offline.value), offline.status],
    ['online', cell(online.value), online.status],
  ];
  return [
    `${view}:${feature}${key.length > 0 ? ` of ${key.join(', ')}` : ''} at ${at} (ttl ${ttl ?? 'none'})`,
    ...why.map((sentence) => `  ${sentence}`),
    '',
    table(['PATH', 'VALUE', 'STATUS'], answers),
    ...(rows.length > 0 ? ['', rowsTable(rows)] : []),
  ].join('\n');
}

function rowsTable(rows: Explanation['rows']): string {
  return table(
    ['EVENT TIMESTAMP', 'CREATED', 'VALUE', 'VERDICT'],
    rows.map((row) => [row.event_timestamp ?? 'null', row.created_timestamp ?? '-', cell(row.value), row.verdict]),
  );
}

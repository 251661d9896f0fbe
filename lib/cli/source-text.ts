import type { DataSource } from '../definitions/data-source';
import { engineOf, tableText } from '../definitions/table-source';

/** Where a source's rows are: its paths, its table or its query (in one line). */
export function sourceText(source: DataSource): string {
  return source.kind === 'fileSource' ? source.paths.join(', ') : tableText(source).replaceAll(/\s+/g, ' ').trim();
}

/** What reads it: `file`, `duckdb`, `postgres`, … */
export function sourceEngine(source: DataSource): string {
  return source.kind === 'fileSource' ? 'file' : engineOf(source.kind);
}

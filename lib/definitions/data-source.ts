import type { FileSource } from './file-source';
import { TABLE_KINDS } from './table-source';
import type { TableSource } from './table-source';

/** What a feature view reads. */
export type DataSource = FileSource | TableSource;

/** The kinds of sources. */
export const SOURCE_KINDS: readonly DataSource['kind'][] = ['fileSource', ...Object.values(TABLE_KINDS)];

/** Is it a source, whatever its kind, also when it was made by another copy of the package? */
export function isDataSource(value: unknown): value is DataSource {
  const kinds: readonly unknown[] = SOURCE_KINDS;
  return typeof value === 'object' && value !== null && 'kind' in value && kinds.includes(value.kind);
}

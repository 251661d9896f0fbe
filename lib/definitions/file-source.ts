import { invalid } from './invalid';
import { sourceFields } from './source-fields';
import type { SourceFields, SourceFieldsOptions } from './source-fields';

/** Rows in Parquet files. Paths are relative to the repository's folder. */
export interface FileSource extends SourceFields {
  readonly kind: 'fileSource';
  /** In order: a file, a glob or a folder each. Order decides full ties. `${NAME}` is expanded when it is opened. */
  readonly paths: readonly string[];
}

export interface FileSourceOptions extends SourceFieldsOptions {
  /** One path, a glob, a folder, or an array of these. */
  readonly path: string | readonly string[];
}

/** @throws DefinitionError for a bad name, no path or no `timestampField` */
export function fileSource(options: FileSourceOptions): FileSource {
  const { name, ...fields } = sourceFields(options, ['path']);
  const paths: readonly string[] = [options.path].flat();
  if (paths.length === 0 || paths.some((path) => typeof path !== 'string' || path.trim() === '')) {
    throw invalid(`source ${name} has no path`, `add path: 'data/${name}.parquet'`);
  }
  return Object.freeze({ kind: 'fileSource' as const, name, paths: Object.freeze([...paths]), ...fields });
}

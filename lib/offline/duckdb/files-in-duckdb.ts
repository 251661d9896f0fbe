import type { DataSource } from '../../definitions/data-source';
import type { FileSource } from '../../definitions/file-source';
import { duckDbSource } from '../../definitions/table-source';
import { SourceError } from '../../errors';
import type { OfflineStore, SourcePart, SourceRequest } from '../offline-store';

/**
 * The store of file sources with its joins done by DuckDB, which reads the same files. A file's rows have no order
 * there: among full ties any one whole row wins.
 * @param engine opened when the first join is asked for
 * @param pathsOf a source's files, in full
 */
export function filesInDuckDb(
  files: OfflineStore,
  engine: () => Promise<OfflineStore>,
  pathsOf: (source: FileSource) => readonly string[],
): OfflineStore {
  let opened: Promise<OfflineStore> | undefined;
  const duckDb = (): Promise<OfflineStore> => (opened ??= engine());
  const inDuckDb = <R extends SourceRequest>(request: R): R => ({
    ...request,
    source: asQuery(request.source, pathsOf),
  });
  return {
    ...files,
    joinAsOf: async (request) => {
      await files.check(request);
      const [store, asked] = [await duckDb(), inDuckDb(request)];
      demandSameTicks(request, await files.describe(request.source), await store.describe(asked.source));
      return store.joinAsOf(asked);
    },
    planAsOf: async (request) => (await duckDb()).planAsOf?.(inDuckDb(request)),
    close: async () => {
      await Promise.all([files.close(), opened?.then((store) => store.close())]);
    },
  };
}

function asQuery(source: DataSource, pathsOf: (source: FileSource) => readonly string[]): DataSource {
  if (source.kind !== 'fileSource') return source;
  const { name, timestampField, createdTimestampColumn, fieldMapping } = source;
  // By name: each column has the widest of its types in the files, where it would have the first file's. A folder's name
  // is no value: DuckDB would put what `key=value` says in the place of a column.
  const files = pathsOf(source).map(pathText).join(', ');
  const query = `SELECT * FROM read_parquet([${files}], union_by_name = true, hive_partitioning = false)`;
  return duckDbSource({
    name,
    query,
    timestampField,
    fieldMapping,
    ...(createdTimestampColumn === undefined ? {} : { createdTimestampColumn }),
  });
}

/**
 * DuckDB reads nanoseconds as microseconds where they are adjusted to UTC, or in the old form INT96: two times would be
 * one, and an answer could come from after its question.
 * @throws SourceError SOURCE_SCHEMA for such a column among those of the request
 */
function demandSameTicks(
  { source, features }: SourceRequest,
  parts: readonly SourcePart[] = [],
  inDuckDb: readonly SourcePart[] = [],
): void {
  const names = [source.timestampField, source.createdTimestampColumn, ...features.map(({ column }) => column)];
  for (const { place, columns } of parts) {
    const lost = names.find((name = '') => {
      const there = inDuckDb[0]?.columns.get(name)?.unit;
      return columns.get(name)?.unit === 'ns' && there !== undefined && there !== 'ns';
    });
    if (lost === undefined) continue;
    throw new SourceError(
      'SOURCE_SCHEMA',
      `${place}: the column ${lost} has nanoseconds, which DuckDB reads as microseconds`,
      'join it without --engine duckdb, or write the column without a time zone',
    );
  }
}

/** DuckDB takes a path for a pattern: what means something there stands in a class of its own. */
function pathText(path: string): string {
  return `'${path.replaceAll(/[*?[]/g, '[$&]').replaceAll("'", "''")}'`;
}

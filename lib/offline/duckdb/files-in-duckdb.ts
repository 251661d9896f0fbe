import type { DataSource } from '../../definitions/data-source';
import type { FileSource } from '../../definitions/file-source';
import { duckDbSource } from '../../definitions/table-source';
import type { OfflineStore, SourceRequest } from '../offline-store';

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
      return (await duckDb()).joinAsOf(inDuckDb(request));
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
  const query = `SELECT * FROM read_parquet([${pathsOf(source).map(pathText).join(', ')}])`;
  return duckDbSource({
    name,
    query,
    timestampField,
    fieldMapping,
    ...(createdTimestampColumn === undefined ? {} : { createdTimestampColumn }),
  });
}

/** DuckDB takes a path for a pattern: what means something there stands in a class of its own. */
function pathText(path: string): string {
  return `'${path.replaceAll(/[*?[]/g, '[$&]').replaceAll("'", "''")}'`;
}

import type * as Zlib from 'node:zlib';
import type { Compressors, FileMetaData } from 'hyparquet';
import { SourceError } from '../../errors';
import type { Footer } from './footer';

/**
 * The columns in the old form INT96 of which the decoder makes nanoseconds: it lets those beyond 64 bits, before 1677 or
 * after 2262, come out as other times. Where Arrow's own schema is in the file, it decodes them in the unit named there.
 */
export function wrappingColumns({ schema, key_value_metadata: notes = [] }: FileMetaData): ReadonlySet<string> {
  if (notes.some(({ key }) => key === 'ARROW:schema')) return new Set();
  return new Set(schema.filter(({ type }) => type === 'INT96').map(({ name }) => name));
}

/** Files that were looked through and hold no such time, as `path stamp column`. */
const seen = new Set<string>();

/**
 * @param columns those that are asked for
 * @throws SourceError SOURCE_UNREADABLE for a time that would come out as another one
 */
export async function demandNoWrap(footer: Footer, columns: readonly string[]): Promise<void> {
  const mark = (column: string): string => `${footer.path} ${footer.stamp} ${column}`;
  const asked = columns.filter((column) => footer.wrapping.has(column) && !seen.has(mark(column)));
  if (asked.length === 0) return;
  // Loaded here: hardly a file has such a column.
  const [{ asyncBufferFromFile, parquetReadObjects }, zlib] = await Promise.all([
    import('hyparquet'),
    import('node:zlib'),
  ]);
  const how = {
    file: await asyncBufferFromFile(footer.path),
    columns: asked,
    compressors: compressorsOf(zlib),
    parsers: PARSERS,
  };
  let rowStart = 0;
  for (const { rows: count } of footer.rowGroups) {
    const rows = await parquetReadObjects({ ...how, rowStart, rowEnd: rowStart + count }).catch((error: unknown) => {
      throw unreadable(footer.place, asked, error);
    });
    const wrong = asked.find((column) => rows.some((row) => row[column] === BEYOND));
    if (wrong !== undefined) throw beyond(footer.place, wrong);
    rowStart += count;
  }
  for (const column of asked) seen.add(mark(column));
}

const BEYOND = Symbol('beyond');

const PARSERS = {
  timestampFromNanoseconds: (ns: bigint) => (BigInt.asIntN(64, ns) === ns ? null : BEYOND) as never,
};

function compressorsOf({ brotliDecompressSync, gunzipSync, zstdDecompressSync }: typeof Zlib): Compressors {
  return {
    GZIP: (input) => gunzipSync(input),
    BROTLI: (input) => brotliDecompressSync(input),
    ZSTD: (input) => zstdDecompressSync(input),
  };
}

/** A page that is spoilt, or of a codec for which there is no reader here. */
function unreadable(place: string, columns: readonly string[], error: unknown): SourceError {
  const why = error instanceof Error ? error.message : String(error);
  return new SourceError(
    'SOURCE_UNREADABLE',
    `${place}: ${columns.join(', ')} is INT96 and cannot be looked through for times that do not fit (${why})`,
    'write the file again, its times as timestamps of microseconds (Spark: spark.sql.parquet.outputTimestampType=TIMESTAMP_MICROS)',
    { cause: error },
  );
}

function beyond(place: string, column: string): SourceError {
  return new SourceError(
    'SOURCE_UNREADABLE',
    `${place}: the column ${column} is INT96 and has a time before 1677 or after 2262, which nanoseconds do not hold`,
    `write ${column} as a timestamp of microseconds (Spark: spark.sql.parquet.outputTimestampType=TIMESTAMP_MICROS)`,
  );
}

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { tableToIPC } from 'apache-arrow';
import { Compression, Table, writeParquet as encode, WriterPropertiesBuilder } from 'parquet-wasm/node';
import { arrowTable, type TestColumn } from './arrow-table';

export interface WriteParquetOptions {
  /** Rows in a row group; all in one where absent. */
  readonly rowGroupSize?: number;
  /** `none` where absent. */
  readonly compression?: CompressionName;
}

export type CompressionName = 'none' | 'snappy' | 'gzip' | 'brotli' | 'zstd' | 'lz4';

const COMPRESSIONS: Record<CompressionName, Compression> = {
  none: Compression.UNCOMPRESSED,
  snappy: Compression.SNAPPY,
  gzip: Compression.GZIP,
  brotli: Compression.BROTLI,
  zstd: Compression.ZSTD,
  lz4: Compression.LZ4_RAW,
};

/**
 * Writes `columns` as a Parquet file for a test, its folder included, replacing what is there. The types are
 * exact: int32, int64, float, double, string, boolean, bytes, and timestamps of the unit asked for, UTC-adjusted
 * where the type has a zone. Every column may hold nulls.
 */
export async function writeParquet(
  file: string,
  columns: readonly TestColumn[],
  options: WriteParquetOptions = {},
): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, parquetBytes(columns, options));
}

/** The bytes that `writeParquet` writes. */
export function parquetBytes(columns: readonly TestColumn[], options: WriteParquetOptions = {}): Uint8Array {
  let properties = new WriterPropertiesBuilder().setCompression(COMPRESSIONS[options.compression ?? 'none']);
  if (options.rowGroupSize !== undefined) properties = properties.setMaxRowGroupSize(options.rowGroupSize);
  return encode(Table.fromIPCStream(tableToIPC(arrowTable(columns), 'stream')), properties.build());
}

import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGzip } from 'node:zlib';
import type { StagedRows } from '../sql/warehouse';
import { executed } from './executed';
import type { SnowflakeConnection } from './snowflake-client';
import { stagedLines, stagedTuples } from './staged-texts';

/** Up to so many rows go as the values of one INSERT: a file would take two more round trips. */
const FEW = 100;

/** Every text is in quotes and nothing is escaped but these; an empty field is null. */
const CSV =
  "TYPE = CSV FIELD_DELIMITER = '|' FIELD_OPTIONALLY_ENCLOSED_BY = '\"' ESCAPE_UNENCLOSED_FIELD = NONE COMPRESSION = GZIP";

/** The column of COPY's answer that counts rows: file, status, rows_parsed, rows_loaded, … */
const LOADED = 3;

/**
 * Fills a temporary table: by a file in the table's own stage, which needs no grant and goes with the table.
 * @param table a name that needs no quotes
 */
export async function stageRows(connection: SnowflakeConnection, table: string, rows: StagedRows): Promise<void> {
  if (rows.length <= FEW) {
    const marks = rows.columns.map(() => '?').join(', ');
    await executed(connection, { sqlText: `INSERT INTO ${table} VALUES (${marks})`, binds: stagedTuples(rows) });
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'featlab-rows-'));
  try {
    const file = join(folder, 'rows.csv.gz');
    const gzip = createGzip({ level: constants.Z_BEST_SPEED });
    await pipeline(Readable.from(stagedLines(rows)), gzip, createWriteStream(file));
    await executed(connection, { sqlText: `PUT '${fileUrl(file)}' @%${table} AUTO_COMPRESS = FALSE` });
    const copied = await executed(connection, {
      sqlText: `COPY INTO ${table} FROM @%${table} FILE_FORMAT = (${CSV})`,
    });
    const loaded = Number(copied[0][LOADED]);
    if (loaded !== rows.length) throw new Error(`${String(loaded)} of ${String(rows.length)} entity rows were loaded`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function fileUrl(file: string): string {
  return `file://${file.replaceAll('\\', '/').replaceAll("'", "\\'")}`;
}

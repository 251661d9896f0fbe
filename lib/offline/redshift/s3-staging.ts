import { randomUUID } from 'node:crypto';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGzip } from 'node:zlib';
import { stagedColumns } from '../postgres/stage-rows';
import type { StageRows } from '../postgres/stage-rows';
import type { StagedRows } from '../sql/warehouse';
import { insertStaging, LONGEST } from './insert-staging';
import type { S3Files } from './s3-files';
import { stagedText } from './staged-text';

/** Up to so many rows go by INSERTs, which take fewer round trips. */
const FEW = 1_000;

/** Rows of one piece that is written. */
const ROWS = 4_096;

export interface S3Staging {
  /** `s3://bucket/folder`. */
  readonly location: string;
  /** By which Redshift reads there; where absent the cluster's default one. */
  readonly role: string | undefined;
  readonly region: string | undefined;
  readonly files: S3Files;
}

/** By a file of the run's own in S3, which is removed whatever comes. */
export function s3Staging({ location, role, region, files }: S3Staging): StageRows {
  return async (client, table, rows) => {
    if (rows.length <= FEW) return insertStaging(client, table, rows);
    const run = randomUUID();
    const url = `${location.replace(/\/+$/, '')}/featlab_entity_rows_${run}.csv.gz`;
    const folder = mkdtempSync(join(tmpdir(), 'featlab-rows-'));
    try {
      const file = join(folder, 'rows.csv.gz');
      const gzip = createGzip({ level: constants.Z_BEST_SPEED });
      await pipeline(Readable.from(csvLines(rows, run)), gzip, createWriteStream(file));
      await files.put(url, file);
      await client.query({
        text: `CREATE TEMPORARY TABLE ${table} (${stagedColumns(rows, LONGEST)})`,
        rowMode: 'array',
      });
      const from = `FROM ${literal(url)} IAM_ROLE ${role === undefined ? 'default' : literal(role)}`;
      const options = `FORMAT AS CSV GZIP NULL AS ${literal(run)} COMPUPDATE OFF`;
      const where = region === undefined ? '' : ` REGION ${literal(region)}`;
      await client.query({ text: `COPY ${table} ${from} ${options}${where}`, rowMode: 'array' });
    } finally {
      rmSync(folder, { recursive: true, force: true });
      await files.remove(url);
    }
  };
}

/** @param none stands for null: what no value is */
export function* csvLines({ length, columns }: StagedRows, none: string): Generator<string> {
  for (let from = 0; from < length; from += ROWS) {
    const lines: string[] = [];
    for (let row = from; row < Math.min(from + ROWS, length); row++) {
      const fields = columns.map(({ column }) => {
        const text = stagedText(column, row);
        return text === null || column.type !== 'string' ? (text ?? none) : `"${text.replaceAll('"', '""')}"`;
      });
      lines.push(fields.join(','));
    }
    yield `${lines.join('\n')}\n`;
  }
}

/** COPY takes no bound values: what stands in it is of feature_store.yaml. */
function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

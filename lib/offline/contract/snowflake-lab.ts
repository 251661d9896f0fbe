import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestColumn } from '../../testing/arrow-table';
import { clientPackage } from '../../testing/client-packages';
import { parquetBytes } from '../../testing/write-parquet';
import type { OfflineStore } from '../offline-store';
import { executed } from '../snowflake/executed';
import type { SnowflakePackage, SnowflakeRow, SnowflakeSession } from '../snowflake/snowflake-client';
import type { OfflineLab } from './offline-lab';

/** A lab with its session, in a schema of its own. */
export interface SnowflakeLab extends OfflineLab {
  readonly schema: string;
  run(sqlText: string): Promise<readonly SnowflakeRow[]>;
}

/** `http://…`: the stand-in; else the name of a connection in the user's connections.toml. */
export const SNOWFLAKE_ADDRESS: string = process.env['FEATLAB_TEST_SNOWFLAKE'] ?? '';
export const isStandIn: boolean = SNOWFLAKE_ADDRESS.startsWith('http');

export async function snowflakeLab(open: (session: SnowflakeSession) => OfflineStore): Promise<SnowflakeLab> {
  const schema = `LAB_${String(process.pid)}_${String((labs += 1))}`;
  const session = await connected();
  const run = (sqlText: string): Promise<readonly SnowflakeRow[]> => executed(session, { sqlText });
  await run(`CREATE SCHEMA ${schema}`);
  await run(`USE SCHEMA ${schema}`);
  return {
    engine: 'snowflake',
    store: open(session),
    schema,
    run,
    unit: 'ns',
    types: Object.keys(CASTS),
    create: (table, columns) => create(run, table, columns),
    drop: async (table) => {
      await run(`DROP TABLE IF EXISTS ${named(table)}`);
    },
    named: (table) => named([table]),
    leftovers: async () => {
      const query = "SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'FEATLAB%'";
      const rows = await run(isStandIn ? query : "SHOW TABLES LIKE 'FEATLAB%'");
      return rows.map(([first, second]) => String(isStandIn ? first : second));
    },
    close: async () => {
      await run(`DROP SCHEMA ${schema} CASCADE`);
      await new Promise<void>((resolve) => session.destroy(() => resolve()));
    },
  };
}

let labs = 0;

async function connected(): Promise<SnowflakeSession> {
  const sdk = clientPackage('FEATLAB_TEST_SNOWFLAKE_CLIENTS', 'snowflake-sdk') as SnowflakePackage & {
    createConnection(options?: object): SnowflakeSession;
  };
  sdk.configure({ logLevel: 'OFF', additionalLogToConsole: false });
  if (!isStandIn) process.env['SNOWFLAKE_DEFAULT_CONNECTION_NAME'] = SNOWFLAKE_ADDRESS;
  const standIn = { account: 'fake', username: 'u', password: 'p', database: 'LAB', schema: 'PUBLIC' };
  const session = isStandIn
    ? sdk.createConnection({ ...standIn, accessUrl: SNOWFLAKE_ADDRESS })
    : sdk.createConnection();
  await session.connectAsync(() => undefined);
  return session;
}

/** How a column of texts becomes one of this type. */
const CASTS: Readonly<Record<string, (text: string) => string>> = {
  int64: (text) => `CAST(${text} AS NUMBER(38,0))`,
  float64: (text) => `CAST(${text} AS FLOAT)`,
  string: (text) => text,
  bool: (text) => `CAST(${text} AS BOOLEAN)`,
  bytes: (text) => `TO_BINARY(${text}, 'HEX')`,
  timestamp: (text) => `CAST(${text} AS TIMESTAMP_TZ)`,
};

function castOf(type: string): (text: string) => string {
  if (type === 'bigint') return CASTS['int64'];
  if (!type.startsWith('timestamp[') || type.includes(',')) return CASTS[type.replace(/\[.*/, '')];
  return (text) =>
    type === 'timestamp[ns]'
      ? `TO_TIMESTAMP_NTZ(${text}, 'YYYY-MM-DD HH24:MI:SS.FF9')`
      : `CAST(${text} AS TIMESTAMP_NTZ(6))`;
}

/** Every value goes in as a text, through a stage. */
async function create(
  run: (sqlText: string) => Promise<unknown>,
  table: readonly string[],
  columns: readonly TestColumn[],
): Promise<void> {
  const texts = columns.map((column, c) => ({ name: `C${String(c)}`, type: 'string', values: textsOf(column) }));
  await run(`CREATE OR REPLACE TABLE LAB_TEXTS (${texts.map(({ name }) => `${name} VARCHAR`).join(', ')})`);
  const folder = mkdtempSync(join(tmpdir(), 'featlab-lab-'));
  writeFileSync(join(folder, 'rows.parquet'), parquetBytes(texts));
  await run(`PUT 'file://${folder}/rows.parquet' @%LAB_TEXTS AUTO_COMPRESS = FALSE`);
  await run(
    'COPY INTO LAB_TEXTS FROM @%LAB_TEXTS FILE_FORMAT = (TYPE = PARQUET) MATCH_BY_COLUMN_NAME = CASE_INSENSITIVE',
  );
  const values = columns.map(({ name, type }, c) => `${castOf(type)(`C${String(c)}`)} AS ${named([name])}`);
  await run(`CREATE OR REPLACE TABLE ${named(table)} AS SELECT ${values.join(', ')} FROM LAB_TEXTS`);
  await run('DROP TABLE LAB_TEXTS');
  rmSync(folder, { recursive: true });
}

function named(parts: readonly string[]): string {
  return parts.map((name) => `"${name.replaceAll('"', '""')}"`).join('.');
}

function textsOf({ type, values }: TestColumn): (string | null)[] {
  return values.map((value) => {
    if (value === null) return null;
    if (Object.is(value, -0)) return '-0';
    if (type === 'bytes') return Buffer.from(value as string, 'base64').toString('hex');
    const text = (value as string | number).toString();
    if (!type.startsWith('timestamp')) return text;
    const [seconds, fraction = ''] = text.replace('T', ' ').replace('Z', '').split('.');
    const exact = `${seconds}.${fraction.padEnd(9, '0')}`;
    return castOf(type) === CASTS['timestamp'] ? `${exact}+00:00` : exact;
  });
}

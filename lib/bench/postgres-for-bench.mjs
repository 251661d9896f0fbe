import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { freePort } from '../setup/services/free-port.mjs';
import { npmClients } from '../setup/services/npm-clients.mjs';
import { Place } from '../setup/services/place.mjs';
import { postgresServer } from '../setup/services/postgres-server.mjs';
import { scratch } from './scratch.mjs';

/**
 * A Postgres of its own that has the history as table `history` and the questions as table `questions`, counted
 * (ANALYZE); Answers where it is, the folder of its clients, and `stop`.
 */
export async function postgresForBench({ questions, files }) {
  const clients = await npmClients('offline');
  const place = new Place();
  const servers = place.servers('bench');
  const port = await freePort();
  await postgresServer(servers, port);
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const load = createRequire(join(clients, 'package.json'));
  const [{ Client }, { from }] = [load('pg'), load('pg-copy-streams')];
  const client = new Client(url);
  await client.connect();
  const csv = join(scratch().folder, 'rows.csv');
  const duckdb = await (await DuckDBInstance.create()).connect();
  const fill = async (table, columns, select) => {
    await duckdb.run(`COPY (${select}) TO '${csv}' (FORMAT csv, HEADER false)`);
    await client.query(`CREATE TABLE ${table} (${columns})`);
    await pipeline(createReadStream(csv), client.query(from(`COPY ${table} FROM STDIN (FORMAT csv)`)));
    await client.query(`ANALYZE ${table}`);
  };
  const time = (name) => `CAST(${name} AT TIME ZONE 'UTC' AS TIMESTAMP)`;
  await fill(
    'history',
    'driver_id bigint, event_timestamp timestamp, created timestamp, conv_rate real, acc_rate real, avg_daily_trips bigint',
    `SELECT driver_id, ${time('event_timestamp')}, ${time('created')}, conv_rate, acc_rate, avg_daily_trips FROM read_parquet([${files.map((file) => `'${file}'`)}])`,
  );
  await fill(
    'questions',
    'driver_id bigint, event_timestamp timestamp',
    `SELECT driver_id, ${time('event_timestamp')} FROM read_parquet('${questions}')`,
  );
  await client.end();
  return { url, clients, stop: () => place.remove() };
}

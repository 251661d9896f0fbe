import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { sparkClient } from '../spark-client.mjs';

const FEATURES = ['conv_rate', 'acc_rate', 'avg_daily_trips'];

/**
 * What Feast has a warehouse do for one view, written anew from what its documentation says of it: every pair of an
 * entity row and an earlier row of its key, the pairs' greatest created, each pair ranked, the first of each kept,
 * joined back by the entity row's id.
 */
export default async function feastPlan(options) {
  const run = await { duckdb: overDuckDb, postgres: overPostgres, spark: overSpark }[options.engine](options);
  return {
    prepare: () => run('DROP TABLE IF EXISTS answer'),
    run: () => run(`CREATE ${kindOf(options)} AS ${plan(options)}`).then(() => undefined),
    check: async () => Number((await run('SELECT COUNT(avg_daily_trips) AS n FROM answer'))[0]),
    close: () => run.close(),
  };
}

const kindOf = ({ engine }) => (engine === 'spark' ? 'TABLE answer USING parquet' : 'TEMPORARY TABLE answer');

function plan({ engine, ttl }) {
  const text = engine === 'spark' ? 'STRING' : 'VARCHAR';
  const day = `INTERVAL '${ttl.replace('d', ' days')}'`;
  const names = FEATURES.join(', ');
  return `WITH entity_dataframe AS (
  SELECT *, CAST(driver_id AS ${text}) || CAST(event_timestamp AS ${text}) AS entity_row_unique_id FROM questions
), stats__entity_dataframe AS (
  SELECT driver_id, event_timestamp AS entity_timestamp, entity_row_unique_id FROM entity_dataframe
  GROUP BY driver_id, entity_timestamp, entity_row_unique_id
), stats__subquery AS (
  SELECT event_timestamp, created, driver_id, ${names} FROM history
  WHERE event_timestamp <= (SELECT MAX(entity_timestamp) FROM stats__entity_dataframe)
    AND event_timestamp >= (SELECT MIN(entity_timestamp) FROM stats__entity_dataframe) - ${day}
), stats__base AS (
  SELECT s.event_timestamp, s.created, ${FEATURES.map((name) => `s.${name}`).join(', ')}, e.entity_timestamp, e.entity_row_unique_id
  FROM stats__subquery s INNER JOIN stats__entity_dataframe e
  ON s.driver_id = e.driver_id AND s.event_timestamp <= e.entity_timestamp AND s.event_timestamp >= e.entity_timestamp - ${day}
), stats__dedup AS (
  SELECT entity_row_unique_id, event_timestamp, MAX(created) AS created FROM stats__base GROUP BY entity_row_unique_id, event_timestamp
), stats__latest AS (
  SELECT event_timestamp, created, entity_row_unique_id FROM (
    SELECT b.event_timestamp, b.created, b.entity_row_unique_id,
      ROW_NUMBER() OVER (PARTITION BY b.entity_row_unique_id ORDER BY b.event_timestamp DESC, b.created DESC) AS row_number
    FROM stats__base b INNER JOIN stats__dedup d
    ON b.entity_row_unique_id = d.entity_row_unique_id AND b.event_timestamp = d.event_timestamp AND b.created = d.created
  ) ranked WHERE row_number = 1
), stats__cleaned AS (
  SELECT b.* FROM stats__base b INNER JOIN stats__latest l
  ON b.entity_row_unique_id = l.entity_row_unique_id AND b.event_timestamp = l.event_timestamp AND b.created = l.created
)
SELECT e.driver_id, e.event_timestamp, ${FEATURES.map((name) => `c.${name}`).join(', ')}
FROM entity_dataframe e LEFT JOIN stats__cleaned c ON e.entity_row_unique_id = c.entity_row_unique_id`;
}

async function overDuckDb({ files, questions }) {
  const instance = await DuckDBInstance.create(':memory:', { threads: process.env.DUCKDB_THREADS });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  const list = files.map((file) => `'${file}'`).join(', ');
  await connection.run(`CREATE TABLE history AS SELECT * FROM read_parquet([${list}])`);
  await connection.run(`CREATE TABLE questions AS SELECT * FROM read_parquet('${questions}')`);
  const run = async (statement) => (await connection.runAndReadAll(statement)).getRows()[0];
  run.close = () => instance.closeSync();
  return run;
}

async function overPostgres({ url, clients }) {
  const { Client } = createRequire(join(clients, 'package.json'))('pg');
  const client = new Client(url);
  await client.connect();
  const run = async (text) => (await client.query({ text, rowMode: 'array' })).rows[0];
  run.close = () => client.end();
  return run;
}

async function overSpark(server) {
  const client = sparkClient(server);
  const run = async (text) => Object.values((await client.query(text))[0] ?? {});
  run.close = () => client.close();
  return run;
}

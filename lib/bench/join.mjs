import { DuckDBInstance } from '@duckdb/node-api';
import { createFeatureStore } from 'featlab';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { definitions } from './definitions.mjs';
import { compared, race } from './race.mjs';

const FEATURES = ['conv_rate', 'acc_rate', 'avg_daily_trips'];

/**
 * The point-in-time join of 500,000 questions with 2,000,000 rows, three features, a TTL of a day and ties by
 * created, from Parquet to columns in memory, against DuckDB's ASOF JOIN with the tie-break, two threads each. Both
 * answers must match the same number of questions.
 */
export async function join({ features, questions }, runs) {
  const folder = mkdtempSync(path(tmpdir(), 'featlab-bench-'));
  const store = createFeatureStore({
    project: 'bench',
    registry: path(folder, 'registry.db'),
    online_store: { type: 'sqlite', path: path(folder, 'online.db') },
    definitions: definitions(features, '1d'),
  });
  await store.apply();
  const duckdb = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
  await duckdb.run("SET TimeZone = 'UTC'");
  const matched = {};
  const times = await race(
    {
      ours: async () => {
        const training = await store.getHistoricalFeatures({
          entityDf: questions,
          features: FEATURES.map((name) => `driver_stats:${name}`),
        });
        const column = training.toArrow().getChild('conv_rate');
        matched.ours = column.length - column.nullCount;
      },
      peer: async () => {
        // The result's chunks in memory; turning them into JavaScript values would be another race.
        await duckdb.runAndReadAll(sql(features, questions));
      },
    },
    runs,
  );
  const [[count]] = (
    await duckdb.runAndReadAll(`SELECT count(conv_rate) FROM (${sql(features, questions)})`)
  ).getRows();
  matched.peer = Number(count);
  await store.close();
  rmSync(folder, { recursive: true });
  if (matched.ours !== matched.peer) throw new Error(`the answers differ: ${matched.ours} and ${matched.peer} matches`);
  const { ours, peer, ratio } = compared(times);
  const ms = (time) => `${time.toFixed(0)} ms`;
  return {
    row: 'join 500,000 × 2,000,000',
    ours: ms(ours),
    peer: ms(peer),
    peerName: 'DuckDB ASOF JOIN',
    ratio,
    goal: 1.2,
  };
}

/** The TTL is in the projection: a row that is too old gives null, not an older match. */
function sql(features, questions) {
  const columns = FEATURES.map(
    (name) => `CASE WHEN f.event_timestamp >= e.event_timestamp - INTERVAL 1 DAY THEN f.${name} END AS ${name}`,
  );
  const winners = FEATURES.map((name) => `arg_max(${name}, created) AS ${name}`);
  return `SELECT e.driver_id, e.event_timestamp, ${columns.join(', ')}
    FROM (SELECT *, file_row_number AS row FROM read_parquet('${questions}', file_row_number = true)) e
    ASOF LEFT JOIN (SELECT driver_id, event_timestamp, ${winners.join(', ')} FROM read_parquet('${features}') GROUP BY ALL) f
    ON e.driver_id = f.driver_id AND e.event_timestamp >= f.event_timestamp ORDER BY e.row`;
}

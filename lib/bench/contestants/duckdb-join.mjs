import { DuckDBInstance } from '@duckdb/node-api';
import { schemaOf } from '../data/feature-columns.mjs';
import { checksum } from './checksum.mjs';

/**
 * DuckDB's ASOF JOIN; ties by `created` decided before it, by the faster of the two ways measured (GROUP BY arg_max;
 * QUALIFY row_number() is slower). The result's chunks stay in memory: turning them into JavaScript values would be
 * another race.
 */
export default async function duckdbJoin({ views, questions, ttl, exact }) {
  const threads = process.env.DUCKDB_THREADS;
  const duckdb = await (await DuckDBInstance.create(':memory:', { threads })).connect();
  await duckdb.run("SET TimeZone = 'UTC'");
  const text = sql(views, questions, ttl);
  let result;
  return {
    prepare: () => (result = undefined),
    run: async () => {
      result = await duckdb.runAndReadAll(text);
    },
    check: () => checksum(result.getColumns()[2], exact),
  };
}

/** The TTL is in the projection: a row that is too old gives null, not an older match. */
function sql(views, questions, ttl) {
  const columns = views.flatMap(({ name, features }) =>
    Object.keys(schemaOf(features)).map(
      (feature) =>
        `CASE WHEN ${name}.event_timestamp >= e.event_timestamp - INTERVAL ${ttl.replace('d', ' DAY')} THEN ${name}.${feature} END AS ${name}__${feature}`,
    ),
  );
  const joins = views.map(
    (view) => `ASOF LEFT JOIN ${history(view)} ${view.name}
      ON e.driver_id = ${view.name}.driver_id AND e.event_timestamp >= ${view.name}.event_timestamp`,
  );
  return `SELECT e.driver_id, e.event_timestamp, ${columns.join(', ')}
    FROM (SELECT *, file_row_number AS row FROM read_parquet('${questions}', file_row_number = true)) e
    ${joins.join('\n')} ORDER BY e.row`;
}

function history({ files, features, created = true }) {
  const names = Object.keys(schemaOf(features));
  const source = `read_parquet([${files.map((file) => `'${file}'`).join(', ')}])`;
  if (!created) return `(SELECT driver_id, event_timestamp, ${names.join(', ')} FROM ${source})`;
  const winners = names.map((name) => `arg_max(${name}, created) AS ${name}`);
  return `(SELECT driver_id, event_timestamp, ${winners.join(', ')} FROM ${source} GROUP BY ALL)`;
}

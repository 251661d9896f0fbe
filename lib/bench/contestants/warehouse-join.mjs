import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import {
  createFeatureStore,
  duckDbOfflineStore,
  duckDbSource,
  entity,
  featureView,
  postgresOfflineStore,
  postgresSource,
  sparkOfflineStore,
  sparkSource,
} from 'featlab';
import { scratch } from '../scratch.mjs';
import { sparkClient } from '../spark-client.mjs';

const MAKE = { duckdb: duckDbSource, postgres: postgresSource, spark: sparkSource };
const OPEN = { duckdb: openDuckDb, postgres: openPostgres, spark: openSpark };
const SCHEMA = { conv_rate: 'float32', acc_rate: 'float32', avg_daily_trips: 'int64' };

/** getHistoricalFeatures over a table, to an Arrow table in memory. @param options see rows/warehouses.mjs */
export default async function warehouseJoin(options) {
  const { engine, questions, ttl } = options;
  const { store: own, close } = await OPEN[engine](options);
  const driver = entity({ name: 'driver', joinKeys: { driver_id: 'int64' } });
  const fields = { timestampField: 'event_timestamp', createdTimestampColumn: 'created' };
  const source = MAKE[engine]({ name: 'history', table: 'history', ...fields });
  const view = featureView({ name: 'stats', entities: [driver], ttl, schema: SCHEMA, source });
  const folder = scratch().folder;
  const store = createFeatureStore({
    project: 'bench',
    registry: join(folder, 'registry.db'),
    online_store: { type: 'sqlite', path: join(folder, 'online.db') },
    definitions: { driver, source, view },
    offlineStores: { [engine]: own },
  });
  await store.apply();
  let table;
  return {
    prepare: () => (table = undefined),
    run: async () => {
      const features = Object.keys(SCHEMA).map((feature) => `stats:${feature}`);
      table = (await store.getHistoricalFeatures({ entityDf: questions, features })).toArrow();
    },
    check: () => {
      const column = table.getChild('avg_daily_trips');
      return column.length - column.nullCount;
    },
    close: async () => {
      await store.close();
      await close();
    },
  };
}

async function openDuckDb({ files }) {
  const instance = await DuckDBInstance.create(':memory:', { threads: process.env.DUCKDB_THREADS });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  await connection.run(
    `CREATE TABLE history AS SELECT * FROM read_parquet([${files.map((file) => `'${file}'`).join(', ')}])`,
  );
  return { store: await duckDbOfflineStore({}, instance), close: () => instance.closeSync() };
}

async function openPostgres({ url, clients }) {
  const load = createRequire(join(clients, 'package.json'));
  const [{ Pool, Query }, { from }] = [load('pg'), load('pg-copy-streams')];
  const pool = new Pool({ connectionString: url });
  return { store: postgresOfflineStore({}, { pool, Query, copyFrom: from }), close: () => pool.end() };
}

async function openSpark(server) {
  const client = sparkClient(server);
  return { store: sparkOfflineStore({ staging_location: server.staging }, client), close: () => client.close() };
}

import { readFileSync } from 'node:fs';
import * as duckDb from '@duckdb/node-api';
import { duckDbWarehouse } from '../../../dist/lib/offline/duckdb/duckdb-warehouse.js';
import { asOfQuery } from '../../../dist/lib/offline/sql/as-of-query.js';
import { relation } from '../../../dist/lib/offline/sql/relation.js';
import { recentQuestions } from '../data/join-data.mjs';

const TYPES = { conv_rate: 'float32', acc_rate: 'float32', avg_daily_trips: 'int64' };

/**
 * The join of one view by DuckDB over Parquet, with the time filter that featlab's statement has or without it. What
 * counts is how many bytes the process reads of the files, as the system counts them, each time by a database that has
 * kept nothing of the run before.
 * @param options `{ files, shape, filtered }`
 */
export default async function bytesScanned({ files, shape, filtered }) {
  const request = joinRequest(files, recentQuestions(shape));
  let found = 0;
  return {
    run: async () => {
      const instance = await duckDb.DuckDBInstance.create(':memory:', { threads: process.env.DUCKDB_THREADS });
      const warehouse = duckDbWarehouse(duckDb, instance, () => instance.closeSync());
      const opened = {
        source: request.source,
        columns: await warehouse.describe(relation(request.source, warehouse.dialect)),
      };
      const { staged, query, unfiltered } = asOfQuery(warehouse.dialect, opened, request);
      found = 0;
      const before = bytesRead();
      await warehouse.select(staged, filtered ? query : unfiltered, ([, , , trips]) => {
        for (let row = 0; row < trips.values.length; row++) found += trips.valid?.[row] === 0 ? 0 : 1;
      });
      const bytes = bytesRead() - before;
      await warehouse.close();
      return { MiB: bytes / 2 ** 20 };
    },
    check: () => found,
  };
}

function joinRequest(files, { driver_id, event_timestamp }) {
  const list = files.map((file) => `'${file.replaceAll("'", "''")}'`).join(', ');
  return {
    view: 'stats',
    source: {
      kind: 'duckDbSource',
      name: 'history',
      query: `SELECT * FROM read_parquet([${list}])`,
      timestampField: 'event_timestamp',
      createdTimestampColumn: 'created',
      fieldMapping: {},
    },
    keys: [{ name: 'driver_id', column: 'driver_id', type: 'int64' }],
    features: Object.entries(TYPES).map(([name, type]) => ({ name, column: name, type })),
    length: driver_id.length,
    entityKeys: [{ type: 'int64', values: driver_id }],
    entityTimes: { us: Float64Array.from(event_timestamp, Number) },
    ttl: 86_400_000_000,
    createdCutoff: false,
    bound: 'inclusive',
  };
}

/** By all of the process' threads, from the page cache too. */
function bytesRead() {
  return Number(/^rchar: (\d+)/m.exec(readFileSync('/proc/self/io', 'utf8'))[1]);
}

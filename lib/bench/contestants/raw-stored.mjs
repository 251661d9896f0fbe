import { createRequire } from 'node:module';
import { join } from 'node:path';
import { requestsOf, timedReads } from './reads.mjs';
import { storedRows } from './stored-rows.mjs';

/** The same client on the same server, as one would use it by hand for this one table. */
export default async function rawStored({ store, what, server, entities, features, keys }) {
  Object.assign(process.env, server);
  const load = createRequire(join(server.FEATLAB_TEST_CLIENTS, 'package.json'));
  const { names, valueOf } = storedRows(features);
  const raw = await RAW[store](load, server, names, `raw_${what}${features}`);
  const ids = Array.from({ length: keys }, (_, i) => i + 1);
  const write = async () => {
    for (let from = 0; from < keys; from += raw.batch) {
      const some = ids.slice(from, from + raw.batch);
      await raw.write(
        some,
        some.map((id) => names.map((_, i) => valueOf(id, i))),
      );
    }
  };
  await write();
  if (what === 'write') return { run: write, close: raw.close };
  let sum = 0;
  const read = async (request) => {
    for (const row of await raw.read(request)) for (const value of row) sum += value;
  };
  const requests = requestsOf(entities, keys);
  return { prepare: () => (sum = 0), run: () => timedReads(requests, read), check: () => ({ sum }), close: raw.close };
}

const RAW = {
  redis: async (load, server, names, table) => {
    const [host, port] = server.FEATLAB_TEST_REDIS.split(':');
    const client = await load('redis')
      .createClient({ socket: { host, port: Number(port) } })
      .connect();
    const key = (id) => `${table}:${id}`;
    return {
      batch: 1_000,
      write: (ids, rows) =>
        Promise.all(
          ids.map((id, i) =>
            client.sendCommand(['HSET', key(id), ...names.flatMap((name, f) => [name, String(rows[i][f])])]),
          ),
        ),
      read: async (ids) => {
        const found = await Promise.all(ids.map((id) => client.sendCommand(['HMGET', key(id), ...names])));
        return found.map((values) => values.map(Number));
      },
      close: () => client.close(),
    };
  },
  postgres: async (load, server, names, table) => {
    const pool = new (load('pg').Pool)({ connectionString: server.FEATLAB_TEST_POSTGRES });
    await pool.query(`DROP TABLE IF EXISTS ${table}`);
    const columns = names.map((name) => `${name} double precision`).join(', ');
    await pool.query(`CREATE TABLE ${table} (id bigint PRIMARY KEY, ${columns})`);
    const arrays = ['$1::bigint[]', ...names.map((_, i) => `$${i + 2}::float8[]`)].join(', ');
    const set = names.map((name) => `${name} = excluded.${name}`).join(', ');
    const upsert = `INSERT INTO ${table} SELECT * FROM unnest(${arrays}) ON CONFLICT (id) DO UPDATE SET ${set}`;
    const select = `SELECT id, ${names.join(', ')} FROM ${table} WHERE id = ANY($1::bigint[])`;
    return {
      batch: 20_000,
      write: (ids, rows) => pool.query(upsert, [ids, ...names.map((_, f) => rows.map((row) => row[f]))]),
      read: async (ids) => {
        const { rows } = await pool.query({ text: select, values: [ids], rowMode: 'array' });
        const byId = new Map(rows.map((row) => [Number(row[0]), row.slice(1)]));
        return ids.map((id) => byId.get(id));
      },
      close: () => pool.end(),
    };
  },
  dynamodb: async (load, server, names, table) => {
    const { DynamoDB } = load('@aws-sdk/client-dynamodb');
    const client = new DynamoDB({ endpoint: server.FEATLAB_TEST_DYNAMODB, region: 'us-east-1' });
    await client.createTable({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    });
    const item = (id, row) => ({
      id: { S: String(id) },
      ...Object.fromEntries(names.map((name, f) => [name, { N: String(row[f]) }])),
    });
    return {
      batch: 50,
      write: (ids, rows) =>
        Promise.all(ids.map((id, i) => client.putItem({ TableName: table, Item: item(id, rows[i]) }))),
      read: async (ids) => {
        const Keys = [...new Set(ids)].map((id) => ({ id: { S: String(id) } }));
        const { Responses } = await client.batchGetItem({ RequestItems: { [table]: { Keys } } });
        const byId = new Map(Responses[table].map((found) => [found.id.S, names.map((name) => Number(found[name].N))]));
        return ids.map((id) => byId.get(String(id)));
      },
      close: () => client.destroy(),
    };
  },
  bigtable: async (load, _, names, name) => {
    const client = new (load('@google-cloud/bigtable').Bigtable)({ projectId: 'bench' });
    const table = client.instance('bench').table(name);
    await table.create({ families: [{ name: 'f', rule: { versions: 1 } }] });
    return {
      batch: 1_000,
      write: (ids, rows) =>
        table.insert(ids.map((id, i) => ({ key: String(id), data: { f: { values: JSON.stringify(rows[i]) } } }))),
      read: async (ids) => {
        const keys = [...new Set(ids)].map(String);
        const [rows] = await table.getRows({ keys, filter: [{ column: { cellLimit: 1 } }], decode: false });
        const byId = new Map(rows.map((row) => [String(row.id), JSON.parse(String(row.data.f.values[0].value))]));
        return ids.map((id) => byId.get(String(id)));
      },
      close: () => client.close(),
    };
  },
};

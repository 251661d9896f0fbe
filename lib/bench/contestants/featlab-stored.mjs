import { bigtableOnlineStore, dynamoDbOnlineStore, postgresOnlineStore, redisOnlineStore } from 'featlab';
import { requestsOf, timedReads } from './reads.mjs';
import { storedRows } from './stored-rows.mjs';

const OPEN = {
  redis: (server, common) => redisOnlineStore({ connectionString: server.FEATLAB_TEST_REDIS, ...common }),
  postgres: (server, common) =>
    postgresOnlineStore({ connection: { connectionString: server.FEATLAB_TEST_POSTGRES }, ...common }),
  dynamodb: (server, common) =>
    dynamoDbOnlineStore({ endpoint: server.FEATLAB_TEST_DYNAMODB, region: 'us-east-1', ...common }),
  bigtable: (_, common) => bigtableOnlineStore({ instance: 'bench', projectId: 'bench', ...common }),
};

/** A store of ours, read and written at its seam. */
export default async function featlabStored({ store: name, what, server, entities, features, keys }) {
  Object.assign(process.env, server);
  const store = OPEN[name](server, { folder: server.FEATLAB_TEST_CLIENTS, timeoutMs: 60_000 });
  const { names, valueOf } = storedRows(features);
  const view = {
    project: 'bench',
    name: `${what}${features}`,
    keys: [{ name: 'driver_id', type: 'int64' }],
    features: names.map((feature) => ({ name: feature, type: 'float64' })),
  };
  const ids = BigInt64Array.from({ length: keys }, (_, i) => BigInt(i + 1));
  const columns = names.map((_, i) => ({
    type: 'float64',
    values: Float64Array.from({ length: keys }, (_, row) => valueOf(row + 1, i)),
  }));
  let time = 0;
  const write = () => {
    const eventTime = { us: new Float64Array(keys).fill(++time) };
    return store.write(view, {
      length: keys,
      keys: [{ type: 'int64', values: ids }],
      eventTime,
      createdTime: undefined,
      features: columns,
    });
  };
  if (what === 'write') return { run: async () => void (await write()), close: () => store.close() };
  await write();
  const requests = requestsOf(entities, keys).map((request) => request.map((id) => [id]));
  let sum = 0;
  const read = async (request) => {
    for (const row of await store.read(view, names, request)) for (const value of row.values) sum += value;
  };
  return {
    prepare: () => (sum = 0),
    run: () => timedReads(requests, read),
    check: () => ({ sum }),
    close: () => store.close(),
  };
}

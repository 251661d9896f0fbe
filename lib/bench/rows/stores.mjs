import { storeForBench } from '../store-for-bench.mjs';

/** The stand-ins of the last two are slow, and say nothing about the real ones: only the ratio counts. */
const KEYS = { redis: 100_000, postgres: 100_000, dynamodb: 5_000, bigtable: 5_000 };
const GOALS = { redis: 1.2, postgres: 1.2 };

/**
 * Each online store at its seam, against a loop with the same client on the same server: reads against commands sent
 * together, or one query, whose answers become numbers; writes against writes that compare nothing.
 */
export function storeRows() {
  return Object.keys(KEYS).flatMap((store) => [
    ...[1, 100].flatMap((entities) => [3, 50].map((features) => readRow(store, entities, features))),
    writeRow(store),
  ]);
}

function readRow(store, entities, features) {
  return {
    name: `${store} read ${entities} × ${features} features`,
    unit: 'µs',
    runs: 7,
    // The median of single reads: a neighbour's load makes some wait, not most.
    measure: 'p50',
    others: ['p99'],
    goals: store in GOALS ? [{ against: ['raw'], limit: GOALS[store] }] : [],
    contestants: () => contestants(store, { what: 'read', entities, features, keys: KEYS[store] }),
  };
}

function writeRow(store) {
  return {
    name: `${store} write ${KEYS[store].toLocaleString('en')} keys × 3 features`,
    unit: 'ms',
    runs: 3,
    contestants: () => contestants(store, { what: 'write', features: 3, keys: KEYS[store] }),
  };
}

async function contestants(store, work) {
  const options = { store, ...work, server: await storeForBench(store) };
  return { featlab: { module: 'featlab-stored', options }, raw: { module: 'raw-stored', options } };
}

// node build_training.ts --data DIR --labels FILE --out FILE
import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { openFeatureStore } from 'featlab';
import { readArguments } from './arguments.ts';
import { fraudDetection } from './features.ts';

const { data, labels, out } = readArguments('data', 'labels', 'out');

// A training set needs no online store, but a registry: in a folder that goes away with it.
const scratch = await mkdtemp(join(dirname(resolve(out)), '.featlab-'));
try {
  const variables = { DATA_DIR: resolve(data), ONLINE_DIR: scratch };
  const store = await openFeatureStore(import.meta.dirname, { variables });
  await store.apply();
  const training = await store.getHistoricalFeatures({ entityDf: labels, features: fraudDetection });
  await training.writeParquet(out);
  await store.close();
} finally {
  await rm(scratch, { recursive: true, force: true });
}

// The kit's own template, once through all that a homework does: it fills Node's compile cache, and shows that the kit works.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [kit, place, out = place] = process.argv.slice(2);
const require = createRequire(`${kit}/package.json`);
const { initRepository, openFeatureStore } = require(kit);

const now = '2025-01-02T00:00:00Z';
const folder = join(place, 'drivers');
await initRepository({ folder, now, days: 1, drivers: 2 });
const store = await openFeatureStore(folder, { now });
await store.apply();
await store.materialize(null, now);
const features = ['driver_hourly_stats:conv_rate'];
const entityDf = join(out, 'training.parquet');
const first = await store.getHistoricalFeatures({ entityDf: [{ driver_id: 1001, event_timestamp: now }], features });
await first.writeParquet(entityDf);
await store.getHistoricalFeatures({ entityDf, features: ['driver_hourly_stats:acc_rate'] });
const answer = await store.getOnlineFeatures({ entityRows: [{ driver_id: 1001 }], features });
if (typeof answer.toRows()[0].conv_rate !== 'number') throw new Error('the template serves nothing');
await store.close();

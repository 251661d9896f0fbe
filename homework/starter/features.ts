// What the features are. `npm run apply` reads this file; so do your scripts.
import { entity, featureView, fileSource } from 'featlab';

// The customer's side is done. What features are about: a customer, known by its id.
export const customer = entity({ name: 'customer_id', joinKeys: { customer_id: 'int64' } });

// Where history lies: every Parquet file in the folder customer_stats.
export const customerStatsSource = fileSource({
  name: 'customer_stats_source',
  path: '${DATA_DIR:-data}/customer_stats',
  timestampField: 'event_timestamp', // when a row became true
  createdTimestampColumn: 'created', // when it was written: of two rows of one time, the later one counts
});

export const customerStats = featureView({
  name: 'customer_stats',
  entities: [customer],
  ttl: '7d',
  schema: { avg_purchase: 'float64', n_purchases_7d: 'int64' },
  source: customerStatsSource,
});

// TODO 1 (30 min): the other entity, the other two sources and feature views with their TTLs, and the feature service
// with the model's six features in their order (HOMEWORK.md, "The six features"). hour_of_day is in no column: it is a
// derived feature.
throw new Error('not written yet: features.ts, TODO 1');

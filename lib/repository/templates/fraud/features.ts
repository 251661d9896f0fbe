import { entity, featureService, featureView, fileSource } from 'featlab';

// What features are about: a customer, known by its id.
export const customer = entity({
  name: 'customer',
  joinKeys: { customer_id: 'int64' },
});

// Where history lies: one row for each customer and day, in every Parquet file of the folder.
export const customerStatsSource = fileSource({
  name: 'customer_stats_source',
  path: 'data/customer_stats',
  timestampField: 'event_timestamp', // when a row became true
  createdTimestampColumn: 'created', // when it was written: of two, the later one counts
});

// The features of a customer. A value older than its ttl is not used, in training or in serving.
export const customerStats = featureView({
  name: 'customer_stats',
  entities: [customer],
  ttl: '7d',
  schema: { avg_purchase: 'float64', n_purchases_7d: 'int64' },
  source: customerStatsSource,
});

// The features of one model, in the order in which it wants them. Merchants and transactions lie in data/ too, and
// data/labels.parquet says which transactions were fraud: an entity, a source and a view each are up to you.
export const fraudDetection = featureService({
  name: 'fraud_detection_v1',
  features: [customerStats],
});

import { entity, featureService, featureView, fileSource } from 'featlab';

export const customer = entity({ name: 'customer_id', joinKeys: { customer_id: 'int64' } });
export const merchant = entity({ name: 'merchant_id', joinKeys: { merchant_id: 'int64' } });

const times = { timestampField: 'event_timestamp', createdTimestampColumn: 'created' };

export const customerStatsSource = fileSource({
  name: 'customer_stats_source',
  path: '${DATA_DIR:-data}/customer_stats',
  ...times,
});
export const merchantStatsSource = fileSource({
  name: 'merchant_stats_source',
  path: '${DATA_DIR:-data}/merchant_stats',
  ...times,
});
export const transactionsSource = fileSource({
  name: 'transactions_source',
  path: '${DATA_DIR:-data}/transactions',
  ...times,
});

export const customerStats = featureView({
  name: 'customer_stats',
  entities: [customer],
  ttl: '7d',
  schema: { avg_purchase: 'float64', n_purchases_7d: 'int64' },
  source: customerStatsSource,
});

export const merchantStats = featureView({
  name: 'merchant_stats',
  entities: [merchant],
  ttl: '30d',
  schema: { avg_rating: 'float64', n_disputes_30d: 'int64' },
  source: merchantStatsSource,
});

export const transactionFeatures = featureView({
  name: 'transaction_features',
  entities: [customer, merchant],
  ttl: '1d',
  schema: { amount: 'float64', hour_of_day: 'int32' },
  source: transactionsSource,

  derive: { hour_of_day: (row) => row.event_timestamp.getUTCHours() },
});

export const fraudDetection = featureService({
  name: 'fraud_detection_v1',
  features: [customerStats, merchantStats, transactionFeatures],
});

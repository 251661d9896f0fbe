import { entity, featureService, featureView, fileSource } from 'featlab';

// What features are about: a driver, known by its id.
export const driver = entity({
  name: 'driver',
  joinKeys: { driver_id: 'int64' },
});

// Where history lies: one row for each driver and hour.
export const driverStatsSource = fileSource({
  name: 'driver_hourly_stats_source',
  path: 'data/driver_stats.parquet',
  timestampField: 'event_timestamp', // when a row became true
  createdTimestampColumn: 'created', // when it was written: of two, the later one counts
});

// The features of a driver. A value older than its ttl is not used, in training or in serving.
export const driverHourlyStats = featureView({
  name: 'driver_hourly_stats',
  entities: [driver],
  ttl: '1d',
  schema: { conv_rate: 'float32', acc_rate: 'float32', avg_daily_trips: 'int64' },
  source: driverStatsSource,
});

// The features of one model, in the order in which it wants them.
export const driverActivity = featureService({
  name: 'driver_activity_v1',
  features: [driverHourlyStats.select('conv_rate', 'acc_rate', 'avg_daily_trips')],
});

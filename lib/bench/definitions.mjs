import { entity, featureView, fileSource } from 'featlab';

/** The drivers' hourly stats over one Parquet file. */
export function definitions(path, ttl = '30d') {
  const driver = entity({ name: 'driver', joinKeys: { driver_id: 'int64' } });
  const source = fileSource({
    name: 'stats_source',
    path,
    timestampField: 'event_timestamp',
    createdTimestampColumn: 'created',
  });
  const schema = { conv_rate: 'float32', acc_rate: 'float32', avg_daily_trips: 'int64' };
  return [featureView({ name: 'driver_stats', entities: [driver], ttl, schema, source })];
}

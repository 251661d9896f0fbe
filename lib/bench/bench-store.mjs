import { createFeatureStore, entity, featureView, fileSource } from 'featlab';
import { join } from 'node:path';
import { schemaOf } from './data/feature-columns.mjs';

const driver = entity({ name: 'driver', joinKeys: { driver_id: 'int64' } });

/** A view of the drivers' statistics over these files. */
export function statsView({ name = 'driver_stats', files, features = 3, created = true, ttl = '30d' }) {
  const source = fileSource({
    name: `${name}_source`,
    path: files,
    timestampField: 'event_timestamp',
    ...(created ? { createdTimestampColumn: 'created' } : {}),
  });
  return featureView({ name, entities: [driver], ttl, schema: schemaOf(features), source });
}

/** A store of these views in a folder of its own; its registry is `registry.db`, its online store `online.db`. */
export function benchStore(folder, definitions, now = '2025-01-10T00:00:00Z') {
  return createFeatureStore({
    project: 'bench',
    registry: join(folder, 'registry.db'),
    online_store: { type: 'sqlite', path: join(folder, 'online.db') },
    now,
    definitions,
  });
}

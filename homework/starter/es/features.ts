// Qué son las features. `npm run apply` lee este archivo; tus scripts también.
import { entity, featureView, fileSource } from 'featlab';

// El lado del cliente está hecho. De quién hablan las features: de un cliente, que se conoce por su id.
export const customer = entity({ name: 'customer_id', joinKeys: { customer_id: 'int64' } });

// Dónde está la historia: en todos los archivos Parquet de la carpeta customer_stats.
export const customerStatsSource = fileSource({
  name: 'customer_stats_source',
  path: '${DATA_DIR:-data}/customer_stats',
  timestampField: 'event_timestamp', // de qué momento habla la fila
  createdTimestampColumn: 'created', // cuándo se escribió: de dos del mismo momento, cuenta la posterior
});

export const customerStats = featureView({
  name: 'customer_stats',
  entities: [customer],
  ttl: '7d',
  schema: { avg_purchase: 'float64', n_purchases_7d: 'int64' },
  source: customerStatsSource,
});

// TODO 1 (30 min): la otra entity, los otros dos sources y feature views con sus TTL, y el feature service con las seis
// features del modelo en su orden (TAREA.md, «Las seis features»). hour_of_day no está en ninguna columna: es una feature
// derivada.
throw new Error('todavía sin escribir (not written yet): features.ts, TODO 1');

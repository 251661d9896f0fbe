import { entity } from './definitions/entity';
import { featureService } from './definitions/feature-service';
import { featureView } from './definitions/feature-view';
import { fileSource } from './definitions/file-source';
import { onDemandFeatureView } from './definitions/on-demand-feature-view';
import { requestSource } from './definitions/request-source';
import type { Duration, FeatureStore as AnyStore } from './index';
import type { FeatureRef } from './infer';
import { createFeatureStore, openFeatureStore } from './open-store';
import type { FeatureStore } from './store';
import type { TypedFeatureStore } from './typed-feature-store';

// What types promise: infer.test.ts compiles this under three compilers. An expected error is on the line after its
// comment, which has a part of the message.
/* eslint-disable @typescript-eslint/no-unused-vars -- values are here for their types */
/* eslint-disable @typescript-eslint/no-unnecessary-type-parameters -- the usual test of equal types */

const location = entity({ name: 'location', joinKeys: { location_id: 'int64' } });
const driver = entity({ name: 'driver', joinKeys: { driver_id: 'int64', region: 'string' } });
const source = fileSource({ name: 's', path: 's.parquet', timestampField: 'event_timestamp' });
const weather = featureView({
  name: 'weather',
  entities: [location],
  schema: { temperature: 'float64', city: 'string' },
  source,
});
const drivers = featureView({
  name: 'drivers',
  entities: [driver],
  schema: { conv_rate: 'float32', trips: 'int64', total: 'bigint', seen: 'timestamp', ok: 'bool', raw: 'bytes' },
  source,
});
const world = featureView({ name: 'world', entities: [], schema: { price: 'float64' }, source });
const origin = weather.withName('origin').withJoinKeyMap({ location_id: 'origin_id' });
const request = requestSource({ name: 'request', schema: { km: 'float64' } });
const quote = onDemandFeatureView({
  name: 'quote',
  sources: { drivers: drivers.select('trips'), request },
  schema: { km_per_trip: 'float64' },
  transform: (row) => {
    is<typeof row.trips, number | null>(true);
    return { km_per_trip: row.trips === null || row.km === null ? null : row.km / row.trips };
  },
});
const trip = featureService({ name: 'trip', features: [origin, drivers.select('trips')] });
const definitions = { location, driver, source, weather, drivers, world, origin, quote, trip };

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const is = <A, B>(_: Equal<A, B>): void => undefined;

declare const store: TypedFeatureStore<typeof definitions>;
declare const ask: TypedFeatureStore<typeof definitions>['getOnlineFeatures'];
const key = { driver_id: 1, region: 'x' };

export async function opened(): Promise<void> {
  const ofFolder = await openFeatureStore('driver_repo', { definitions });
  is<typeof ofFolder, TypedFeatureStore<typeof definitions>>(true);
  const ofFields = createFeatureStore({ project: 'p', definitions });
  is<typeof ofFields, TypedFeatureStore<typeof definitions>>(true);
  const untyped = await openFeatureStore('driver_repo', { now: '2025-06-10' });
  is<typeof untyped, FeatureStore>(true);
}

export async function onDemand(): Promise<void> {
  const quoted = await store.getOnlineFeatures({ features: ['quote:km_per_trip'], entityRows: [{ ...key, km: 2 }] });
  is<ReturnType<typeof quoted.toRows>[number]['km_per_trip'], number | null>(true);
  // @ts-expect-error Property 'km' is missing
  await store.getOnlineFeatures({ features: ['quote:km_per_trip'], entityRows: [key] });
}

export async function online(): Promise<void> {
  const some = await store.getOnlineFeatures({
    features: ['drivers:conv_rate', 'weather:city'],
    entityRows: [{ ...key, location_id: 1n }],
  });
  type Row = { driver_id: number; region: string; location_id: bigint; conv_rate: number | null; city: string | null };
  is<ReturnType<typeof some.toRows>, Row[]>(true);
  is<ReturnType<typeof some.toDict>, { [P in keyof Row]: Row[P][] }>(true);

  const types = await store.getOnlineFeatures({
    features: ['drivers:trips', 'drivers:total', 'drivers:seen', 'drivers:ok', 'drivers:raw'],
    entityRows: [key],
  });
  const [row] = types.toRows();
  is<typeof row.trips, number | null>(true);
  is<typeof row.total, bigint | null>(true);
  is<typeof row.seen, string | null>(true);
  is<typeof row.ok, boolean | null>(true);
  is<typeof row.raw, Uint8Array | null>(true);

  const full = await store.getOnlineFeatures({
    features: ['weather:city', 'origin:city'],
    fullFeatureNames: true,
    entityRows: [{ location_id: 1, origin_id: null, label: 'x' }],
  });
  is<(typeof full extends { toRows(): (infer R)[] } ? R : never)['origin__city'], string | null>(true);
  is<ReturnType<typeof full.toRows>[number]['label'], string>(true);

  const none = await store.getOnlineFeatures({ features: ['world:price'], entityRows: [{}] });
  is<ReturnType<typeof none.toRows>[number]['price'], number | null>(true);

  const served = await store.getOnlineFeatures({ features: trip, entityRows: [{ ...key, origin_id: 1 }] });
  type Served = {
    driver_id: number;
    region: string;
    origin_id: number;
    temperature: number | null;
    city: string | null;
    trips: number | null;
  };
  is<ReturnType<typeof served.toRows>, Served[]>(true);
  const named = await store.getOnlineFeatures({
    features: { featureService: 'trip' },
    entityRows: [{ ...key, origin_id: 1 }],
  });
  is<ReturnType<typeof named.toRows>, Served[]>(true);
}

export async function historical(): Promise<void> {
  const features = ['drivers:conv_rate'] as const;
  const rows = await store.getHistoricalFeatures({ features, entityDf: [{ ...key, event_timestamp: new Date(0) }] });
  is<
    ReturnType<typeof rows.toRows>,
    { driver_id: number; region: string; event_timestamp: Date; conv_rate: number | null }[]
  >(true);
  const columns = await store.getHistoricalFeatures({
    features,
    entityDf: { driver_id: [1], event_timestamp: ['2025-01-01'] },
  });
  is<
    ReturnType<typeof columns.toRows>[number],
    { driver_id: number; event_timestamp: string; conv_rate: number | null }
  >(true);
  const file = await store.getHistoricalFeatures({ features, entityDf: 'rows.parquet', createdCutoff: true });
  is<ReturnType<typeof file.toRows>[number]['conv_rate'], number | null>(true);
}

export async function refused(): Promise<void> {
  // @ts-expect-error Did you mean '"drivers:conv_rate"'?
  await ask({ features: ['drivers:trips', 'drivers:conv_rte'], entityRows: [key] });
  // @ts-expect-error Did you mean '"weather:city"'?
  await store.getHistoricalFeatures({ features: ['wether:city'], entityDf: 'rows.parquet' });
  // @ts-expect-error two features are named city: ask with fullFeatureNames: true
  await ask({ features: ['weather:city', 'origin:city'], entityRows: [{ location_id: 1, origin_id: 1 }] });
  // @ts-expect-error Property 'region' is missing
  await ask({ features: ['drivers:trips'], entityRows: [{ driver_id: 1 }] });
  // @ts-expect-error 'string' is not assignable to type 'number
  await ask({ features: ['weather:city'], entityRows: [{ location_id: '1' }] });
  // @ts-expect-error '"tripp"' is not assignable to type '"trip"'
  await ask({ features: { featureService: 'tripp' }, entityRows: [] });
  // @ts-expect-error '"cty"' is not assignable
  weather.select('cty');
  // @ts-expect-error 'location' does not exist
  weather.withJoinKeyMap({ location: 'x' });
}

/** A function that takes any store takes these too, and asks them by text. */
export async function anyStore(): Promise<void> {
  const ask = async (given: AnyStore, features: string[]) => {
    const online = await given.getOnlineFeatures({ features, entityRows: [key] });
    const training = await given.getHistoricalFeatures({ features, entityDf: 'rows.parquet' });
    is<ReturnType<typeof online.toRows>, ReturnType<typeof training.toRows>>(true);
  };
  await ask(store, ['drivers:trips']);
  await ask(await openFeatureStore('driver_repo'), ['drivers:trips']);
  await ask(createFeatureStore({ project: 'p', definitions }), ['drivers:trips']);
}

const ttl: Duration = '1d';
featureView({ name: 'short', entities: [], schema: { x: 'int32' }, source, ttl });

is<FeatureRef<[typeof weather, typeof world]>, 'weather:temperature' | 'weather:city' | 'world:price'>(true);
// @ts-expect-error 'true' is not assignable to parameter of type 'false'
is<string, number>(true);

export function derived(): void {
  const view = featureView({
    name: 'trips',
    entities: [driver],
    schema: { fare: 'float64', hour: 'int32', at: 'timestamp' },
    source,
    inputs: { raw: 'string' },
    derive: {
      hour: (row) => {
        is<typeof row.event_timestamp, Date>(true);
        is<typeof row.driver_id, number>(true);
        is<typeof row.fare, number | null>(true);
        is<typeof row.raw, string | null>(true);
        return row.event_timestamp.getUTCHours();
      },
      at: (row) => row.event_timestamp,
    },
  });
  is<FeatureRef<{ view: typeof view }>, 'trips:fare' | 'trips:hour' | 'trips:at'>(true);
  featureView({
    name: 'trips',
    entities: [driver],
    schema: { fare: 'float64' },
    source,
    // @ts-expect-error is not assignable to type
    derive: { fare: () => 'x' },
  });
}

import type { Entity } from '../definitions/entity';
import type { FeatureService } from '../definitions/feature-service';
import type { FeatureView } from '../definitions/feature-view';
import type { DataSource } from '../definitions/data-source';
import type { OnDemandFeatureView } from '../definitions/on-demand-feature-view';
import type { PushSource } from '../definitions/push-source';
import type { AppliedRepository } from '../repository/registry';
import { entityFields, onDemandFields, serviceFields, sourceFields, viewFields } from './definition-fields';
import type { DefinitionFields } from './definition-fields';
import { typed } from './described-text';
import { sourceEngine, sourceText } from './source-text';

/** A kind of definition: how its commands are called, and what they show. */
export interface Kind<T> {
  readonly command: string;
  readonly singular: string;
  readonly plural: string;
  /** A name for the example in the help. */
  readonly example: string;
  readonly of: (applied: AppliedRepository) => ReadonlyMap<string, T>;
  readonly fields: (definition: T) => DefinitionFields;
  readonly headers: readonly string[];
  readonly row: (definition: T) => readonly string[];
}

const entity: Kind<Entity> = {
  command: 'entities',
  singular: 'entity',
  plural: 'entities',
  example: 'driver',
  of: ({ entities }) => entities,
  fields: entityFields,
  headers: ['NAME', 'JOIN KEYS'],
  row: ({ name, joinKeys }) => [name, typed(joinKeys)],
};

const source: Kind<DataSource | PushSource> = {
  command: 'data-sources',
  singular: 'data source',
  plural: 'data sources',
  example: 'driver_hourly_stats_source',
  of: ({ sources, pushSources }) => new Map<string, DataSource | PushSource>([...sources, ...pushSources]),
  fields: sourceFields,
  headers: ['NAME', 'TIMESTAMP FIELD', 'ENGINE', 'PATH OR TABLE'],
  row: (of) =>
    of.kind === 'pushSource'
      ? [of.name, of.batchSource.timestampField, sourceEngine(of.batchSource), `pushed, behind ${of.batchSource.name}`]
      : [of.name, of.timestampField, sourceEngine(of), sourceText(of)],
};

const view: Kind<FeatureView> = {
  command: 'feature-views',
  singular: 'feature view',
  plural: 'feature views',
  example: 'driver_hourly_stats',
  of: ({ views }) => views,
  fields: viewFields,
  headers: ['NAME', 'ENTITIES', 'TTL', 'ONLINE', 'FEATURES'],
  row: ({ name, entities, ttl, schema, online }) => [
    name,
    entities.map((of) => of.name).join(', ') || '-',
    ttl ?? 'no limit',
    online ? 'yes' : 'no',
    Object.keys(schema).join(', '),
  ],
};

const onDemand: Kind<OnDemandFeatureView> = {
  command: 'on-demand-feature-views',
  singular: 'on-demand feature view',
  plural: 'on-demand feature views',
  example: 'trip_ratios',
  of: ({ onDemandViews }) => onDemandViews,
  fields: onDemandFields,
  headers: ['NAME', 'COMPUTED FROM', 'FEATURES'],
  row: (view) => [
    view.name,
    (onDemandFields(view)['sources'] as string[]).join(', '),
    Object.keys(view.schema).join(', '),
  ],
};

const service: Kind<FeatureService> = {
  command: 'feature-services',
  singular: 'feature service',
  plural: 'feature services',
  example: 'driver_activity_v1',
  of: ({ services }) => services,
  fields: serviceFields,
  headers: ['NAME', 'FEATURES'],
  row: (definition) => [definition.name, (serviceFields(definition)['features'] as string[]).join(', ')],
};

export const KINDS: {
  readonly entity: Kind<Entity>;
  readonly source: Kind<DataSource | PushSource>;
  readonly view: Kind<FeatureView>;
  readonly onDemand: Kind<OnDemandFeatureView>;
  readonly service: Kind<FeatureService>;
} = { entity, source, view, onDemand, service };

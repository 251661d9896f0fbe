import type { DataSource } from '../definitions/data-source';
import type { Entity } from '../definitions/entity';
import type { FeatureService } from '../definitions/feature-service';
import type { FeatureView } from '../definitions/feature-view';
import type { Described } from '../definitions/name';
import { viewOfSource } from '../definitions/on-demand-feature-view';
import type { OnDemandFeatureView } from '../definitions/on-demand-feature-view';
import type { PushSource } from '../definitions/push-source';
import { engineOf } from '../definitions/table-source';
import type { RequestSource } from '../definitions/request-source';

/** What `list --json` and `describe --json` show: a definition's own fields, other definitions by name. */
export type DefinitionFields = Readonly<Record<string, unknown>> & { readonly name: string };

export function entityFields({ name, joinKeys, ...rest }: Entity): DefinitionFields {
  return { name, joinKeys, ...described(rest) };
}

export function sourceFields(source: DataSource | PushSource): DefinitionFields {
  if (source.kind === 'pushSource') {
    return { name: source.name, batchSource: source.batchSource.name, ...described(source) };
  }
  const { name, timestampField, fieldMapping } = source;
  const createdTimestampColumn = source.createdTimestampColumn ?? null;
  return { name, ...place(source), timestampField, createdTimestampColumn, fieldMapping, ...described(source) };
}

function place(source: DataSource): Record<string, unknown> {
  if (source.kind === 'fileSource') return { paths: source.paths };
  const { table, query, datePartitionColumn } = source;
  return {
    engine: engineOf(source.kind),
    ...(table && { table }),
    ...(query !== undefined && { query }),
    ...(datePartitionColumn !== undefined && { datePartitionColumn }),
  };
}

/** Its source in full: that is what one asks a view for. An alias says whose rows it shows. */
export function viewFields(view: FeatureView): DefinitionFields {
  const { name, entities, joinKeys, ttl, schema, source, online, base, joinKeyMap, inputs } = view;
  const derived = Object.keys(view.derive ?? {});
  return {
    name,
    entities: entities.map((entity) => entity.name),
    joinKeys,
    ttl: ttl ?? null,
    schema,
    source: sourceFields(source),
    online,
    ...described(view),
    ...(derived.length > 0 && { derive: derived }),
    ...(inputs && { inputs }),
    ...(view.pushSource && { pushSource: view.pushSource.name }),
    ...(base && { base: base.name }),
    ...(joinKeyMap && { joinKeyMap }),
  };
}

/** What it computes from, as references, and fields of the request. */
export function onDemandFields({ name, sources, schema, ...rest }: OnDemandFeatureView): DefinitionFields {
  const from = Object.values(sources).flatMap((source) => {
    const read = viewOfSource(source);
    if (read) return read.features.map((feature) => `${read.view.name}:${feature}`);
    return Object.keys((source as RequestSource).schema).map((field) => `the request's ${field}`);
  });
  return { name, sources: from, schema, ...described(rest) };
}

export function serviceFields({ name, features, ...rest }: FeatureService): DefinitionFields {
  return { name, features: features.flatMap(references), ...described(rest) };
}

function references(item: FeatureService['features'][number]): string[] {
  const view = item.kind === 'featureSelection' ? item.view : item;
  const features = item.kind === 'featureSelection' ? item.features : Object.keys(item.schema);
  return features.map((feature) => `${view.name}:${feature}`);
}

/** The same fields in every definition: null where one is not set. */
function described({ description, tags, owner }: Described): Record<string, unknown> {
  return { description: description ?? null, tags: tags ?? {}, owner: owner ?? null };
}

import { AppliedFunction } from '../definitions/applied-function';
import { isDataSource } from '../definitions/data-source';
import type { DataSource } from '../definitions/data-source';
import type { Definition } from '../definitions/definition';
import type { DeriveOptions } from '../definitions/derive';
import { entity } from '../definitions/entity';
import type { Entity } from '../definitions/entity';
import { featureService } from '../definitions/feature-service';
import type { FeatureService } from '../definitions/feature-service';
import { featureView } from '../definitions/feature-view';
import type { FeatureView } from '../definitions/feature-view';
import { fileSource } from '../definitions/file-source';
import { tableSource } from '../definitions/table-source';
import type { Described } from '../definitions/name';
import { onDemandFeatureView, viewOfSource } from '../definitions/on-demand-feature-view';
import type { OnDemandFeatureView, OnDemandSource } from '../definitions/on-demand-feature-view';
import { pushSource } from '../definitions/push-source';
import type { PushSource } from '../definitions/push-source';
import { requestSource } from '../definitions/request-source';
import type { RequestSource } from '../definitions/request-source';
import type { JoinKeys, Schema } from '../types';

/** What the registry holds of one kind each, by name. Views made by `withName` are views of their own here. */
export interface AppliedRepository {
  readonly entities: ReadonlyMap<string, Entity>;
  readonly sources: ReadonlyMap<string, DataSource>;
  readonly pushSources: ReadonlyMap<string, PushSource>;
  readonly views: ReadonlyMap<string, FeatureView>;
  readonly onDemandViews: ReadonlyMap<string, OnDemandFeatureView>;
  readonly services: ReadonlyMap<string, FeatureService>;
}

interface AliasSpec {
  readonly kind: 'alias';
  readonly name: string;
  readonly base: string;
  readonly joinKeyMap?: Readonly<Record<string, string>>;
}

interface ViewSpec
  extends Described, Pick<FeatureView, 'kind' | 'name' | 'schema' | 'ttl' | 'online' | 'derive' | 'inputs'> {
  readonly entities: readonly string[];
  /** A push source's or a data source's name. */
  readonly source: string;
}

interface PushSourceSpec extends Described {
  readonly kind: 'pushSource';
  readonly name: string;
  readonly batchSource: string;
}

interface OnDemandSpec extends Described, Pick<OnDemandFeatureView, 'kind' | 'name' | 'schema' | 'transform'> {
  readonly sources: Readonly<
    Record<string, RequestSource | { readonly view: string; readonly features: readonly string[] }>
  >;
}

interface ServiceSpec extends Described {
  readonly kind: 'featureService';
  readonly name: string;
  readonly features: readonly { readonly view: string; readonly features?: readonly string[] }[];
}

/** A definition as plain JSON: other definitions by name, a source's paths as they were written. */
export type DefinitionSpec = Entity | DataSource | PushSourceSpec | ViewSpec | AliasSpec | OnDemandSpec | ServiceSpec;

/** The same definition gives the same JSON text, whichever object it is. */
export function specOf(definition: Definition): DefinitionSpec {
  if (definition.kind === 'featureView') return viewSpec(definition);
  if (definition.kind === 'pushSource') return { ...definition, batchSource: definition.batchSource.name };
  if (definition.kind === 'onDemandFeatureView') return onDemandSpec(definition);
  if (definition.kind === 'featureService') return serviceSpec(definition);
  return definition;
}

function viewSpec(view: FeatureView): ViewSpec | AliasSpec {
  const { name, base, joinKeyMap } = view;
  if (base) return { kind: 'alias', name, base: base.name, ...(joinKeyMap && { joinKeyMap }) };
  const source = (view.pushSource ?? view.source).name;
  const spec = { ...view, entities: view.entities.map((entity) => entity.name), source };
  return omit(omit(spec, 'joinKeys'), 'pushSource');
}

function onDemandSpec(view: OnDemandFeatureView): OnDemandSpec {
  const sources = Object.entries(view.sources).map(([name, source]) => {
    const read = viewOfSource(source);
    return [name, read ? { view: read.view.name, features: read.features } : source];
  });
  return { ...view, sources: Object.fromEntries(sources) as OnDemandSpec['sources'] };
}

function serviceSpec(service: FeatureService): ServiceSpec {
  const features = service.features.map((item) =>
    item.kind === 'featureSelection' ? { view: item.view.name, features: item.features } : { view: item.name },
  );
  return { ...service, features };
}

/**
 * The definitions of these specs, made by the definition functions. What a spec refers to stands before it.
 * @throws Error where a spec refers to what is not there, DefinitionError where one cannot be: it was tampered with
 */
export function definitionsOf(specs: Iterable<DefinitionSpec>): AppliedRepository {
  const made: Made = {
    entities: new Map(),
    sources: new Map(),
    pushSources: new Map(),
    views: new Map(),
    onDemandViews: new Map(),
    services: new Map(),
  };
  for (const spec of specs) make(made, spec);
  return made;
}

type Made = {
  readonly [P in keyof AppliedRepository]: AppliedRepository[P] extends ReadonlyMap<string, infer V>
    ? Map<string, V>
    : never;
};

function make(made: Made, spec: DefinitionSpec): void {
  switch (spec.kind) {
    case 'entity':
      return void made.entities.set(spec.name, entity(omit(spec, 'kind')));
    case 'pushSource':
      return void made.pushSources.set(spec.name, makePushSource(made, spec));
    case 'featureView':
      return void made.views.set(spec.name, makeView(made, spec));
    case 'alias':
      return void made.views.set(spec.name, makeAlias(made, spec));
    case 'onDemandFeatureView':
      return void made.onDemandViews.set(spec.name, makeOnDemand(made, spec));
    case 'featureService':
      return void made.services.set(spec.name, makeService(made, spec));
    default:
      if (isDataSource(spec)) return void made.sources.set(spec.name, makeSource(spec));
      throw new Error(`unknown kind ${JSON.stringify((spec as { kind: unknown }).kind)}`);
  }
}

function omit<T extends object, K extends keyof T>(fields: T, key: K): Omit<T, K> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== key)) as Omit<T, K>;
}

function makeSource(spec: DataSource): DataSource {
  if (spec.kind !== 'fileSource') return tableSource(spec.kind, omit(spec, 'kind'));
  const { paths, ...fields } = spec;
  return fileSource({ ...omit(fields, 'kind'), path: paths });
}

function makePushSource(made: Made, { batchSource, ...spec }: PushSourceSpec): PushSource {
  return pushSource({ ...omit(spec, 'kind'), batchSource: get(made.sources, batchSource) });
}

function makeView(made: Made, { entities, source, derive, ...spec }: ViewSpec): FeatureView {
  return featureView({
    ...omit(spec, 'kind'),
    ...(derive && { derive: appliedFunctions(derive) }),
    entities: entities.map((name) => get(made.entities, name)),
    source: made.pushSources.get(source) ?? get(made.sources, source),
  });
}

function appliedFunctions(derive: Readonly<Record<string, string>>): DeriveOptions<JoinKeys, Schema, Schema> {
  const functions = Object.entries(derive).map(([feature, text]) => [feature, new AppliedFunction(text)]);
  return Object.fromEntries(functions) as DeriveOptions<JoinKeys, Schema, Schema>;
}

function makeAlias(made: Made, { name, base, joinKeyMap }: AliasSpec): FeatureView {
  const alias = get(made.views, base).withName(name);
  return joinKeyMap ? alias.withJoinKeyMap(joinKeyMap) : alias;
}

function makeOnDemand(made: Made, { sources, transform, ...spec }: OnDemandSpec): OnDemandFeatureView {
  const source = (given: OnDemandSpec['sources'][string]): OnDemandSource =>
    'kind' in given ? requestSource(omit(given, 'kind')) : get(made.views, given.view).select(...given.features);
  return onDemandFeatureView({
    ...omit(spec, 'kind'),
    sources: Object.fromEntries(Object.entries(sources).map(([name, given]) => [name, source(given)])),
    transform: new AppliedFunction(transform) as never,
  });
}

function makeService(made: Made, { features, ...spec }: ServiceSpec): FeatureService {
  const items = features.map((item) => {
    const view = made.views.get(item.view) ?? get(made.onDemandViews, item.view);
    return item.features && view.kind === 'featureView' ? view.select(...item.features) : view;
  });
  return featureService({ ...omit(spec, 'kind'), features: items });
}

function get<T>(known: ReadonlyMap<string, T>, name: string): T {
  const found = known.get(name);
  if (found === undefined) throw new Error(`${name} is not there`);
  return found;
}

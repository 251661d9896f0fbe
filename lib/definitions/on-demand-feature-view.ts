import { VALUE_TYPES } from '../types';
import type { JoinKeys, Schema, TypeToJs, ValueType } from '../types';
import { demandText, fingerprint, isFunction } from './derive';
import type { Derived } from './derive';
import type { FeatureSelection, FeatureView } from './feature-view';
import { invalid } from './invalid';
import { checkColumnName, checkName, checkOptions, described, DESCRIBED } from './name';
import type { Described } from './name';
import type { RequestSource } from './request-source';

/** What an on-demand view computes from: a view's features, some of them, or fields of the request. */
export type OnDemandSource = FeatureView | FeatureSelection | RequestSource;

export type OnDemandSources = Readonly<Record<string, OnDemandSource>>;

/** A row as `transform` gets it: features and fields by their plain names. */
export type OnDemandRow = Readonly<Record<string, unknown>>;

export type Transform = (row: OnDemandRow) => Readonly<Record<string, unknown>>;

/** Features that are computed when they are asked for, by one function on both paths, and stored nowhere. */
export interface OnDemandFeatureView<
  N extends string = string,
  Src extends OnDemandSources = OnDemandSources,
  S extends Schema = Schema,
> extends Described {
  readonly kind: 'onDemandFeatureView';
  readonly name: N;
  readonly sources: Src;
  readonly schema: S;
  /** The fingerprint of the function, which is `compute`. */
  readonly transform: string;
  /** Does not show when the view is printed or compared; absent in a view that comes from the registry. */
  readonly compute?: Transform;
}

type Fields<T> =
  T extends RequestSource<infer S>
    ? { readonly [P in keyof S]: TypeToJs[S[P]] | null }
    : T extends FeatureSelection<infer V, infer F>
      ? V extends FeatureView<string, JoinKeys, infer S>
        ? { readonly [P in Extract<keyof S, F>]: TypeToJs[Extract<S[P], ValueType>] | null }
        : never
      : T extends FeatureView<string, JoinKeys, infer S>
        ? { readonly [P in keyof S]: TypeToJs[S[P]] | null }
        : never;

type AllFields<U> = (U extends unknown ? (fields: Fields<U>) => void : never) extends (fields: infer I) => void
  ? I
  : never;

export interface OnDemandOptions<N extends string, Src extends OnDemandSources, S extends Schema> extends Described {
  readonly name: N;
  /** By any names; two of them may not have a feature or field of one name. */
  readonly sources: Src;
  /** Feature → type. */
  readonly schema: S;
  /**
   * Pure and synchronous: of one row's features (null where there is none) the schema's. An int64 is a number where it
   * is safe, else a bigint; a timestamp is ISO 8601.
   */
  readonly transform: (row: AllFields<Src[keyof Src]>) => { readonly [F in keyof S]: Derived<S[F]> };
}

/** @throws DefinitionError naming the view and what is wrong with it */
export function onDemandFeatureView<const N extends string, const Src extends OnDemandSources, const S extends Schema>(
  options: OnDemandOptions<N, Src, S>,
): OnDemandFeatureView<N, Src, S> {
  checkName('on-demand feature view', options.name);
  const owner = `on-demand feature view ${options.name}`;
  checkOptions(owner, options, ['name', 'sources', 'schema', 'transform', ...DESCRIBED]);
  checkSources(owner, options.sources);
  checkSchema(owner, options.schema);
  const transform: unknown = options.transform;
  if (!isFunction(transform)) {
    const problem = transform === undefined ? 'has no transform' : 'has a transform that is not a function';
    throw invalid(`${owner} ${problem}`, 'write transform: (row) => ({ … })');
  }
  demandText(`${owner}: transform`, transform);
  return onDemandOf({
    name: options.name,
    sources: Object.freeze({ ...options.sources }),
    schema: Object.freeze({ ...options.schema }),
    transform: fingerprint(transform),
    ...described(owner, options),
    ...(typeof transform === 'function' && { compute: transform as Transform }),
  });
}

/** The frozen view of these fields; its function does not show when it is printed or compared. */
export function onDemandOf<N extends string, Src extends OnDemandSources, S extends Schema>({
  compute,
  ...fields
}: Omit<OnDemandFeatureView<N, Src, S>, 'kind'>): OnDemandFeatureView<N, Src, S> {
  const view = { kind: 'onDemandFeatureView' as const, ...fields };
  Object.defineProperty(view, 'compute', { value: compute });
  return Object.freeze(view);
}

/** A source's view and the features that are read of it; undefined where it is the request. */
export function viewOfSource(
  source: OnDemandSource,
): { readonly view: FeatureView; readonly features: readonly string[] } | undefined {
  if (source.kind === 'requestSource') return undefined;
  return source.kind === 'featureView'
    ? { view: source, features: Object.keys(source.schema) }
    : { view: source.view, features: source.features };
}

function checkSources(owner: string, sources: OnDemandSources): void {
  const seen = new Map<string, string>();
  const all = Object.entries(sources ?? {});
  for (const [name, source] of all) {
    const kind: string | undefined = (source as Partial<OnDemandSource> | undefined)?.kind;
    if (kind !== 'featureView' && kind !== 'featureSelection' && kind !== 'requestSource') {
      throw invalid(
        `${owner}: source ${name} is no view`,
        'use a feature view, view.select(…) or requestSource({ … })',
      );
    }
    for (const field of viewOfSource(source)?.features ?? Object.keys((source as RequestSource).schema)) {
      const other = seen.get(field);
      if (other !== undefined) {
        throw invalid(
          `${owner}: the sources ${other} and ${name} both have ${field}`,
          `take it from one of them: view.select(…) without ${field}`,
        );
      }
      seen.set(field, name);
    }
  }
  if (all.length === 0) throw invalid(`${owner} has no sources`, 'add sources: { stats: someFeatureView }');
}

function checkSchema(owner: string, schema: Schema): void {
  const features = Object.entries(schema ?? {});
  for (const [feature, type] of features) {
    checkColumnName(owner, feature);
    if (VALUE_TYPES.includes(type)) continue;
    throw invalid(
      `${owner}: feature ${feature} has the type ${JSON.stringify(type)}`,
      `use one of ${VALUE_TYPES.join(', ')}`,
    );
  }
  if (features.length === 0) throw invalid(`${owner} has no features`, "add schema: { ratio: 'float64' }");
}

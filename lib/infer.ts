import type { FeatureService } from './definitions/feature-service';
import type { FeatureSelection, FeatureView } from './definitions/feature-view';
import type { OnDemandFeatureView, OnDemandSource } from './definitions/on-demand-feature-view';
import type { RequestSource } from './definitions/request-source';
import type { Schema, TypeToJs, ValueType } from './types';

/** What a repository's names are taken from: `import * as features from './features'`, or an array of definitions. */
export type Definitions = readonly unknown[] | Readonly<Record<string, unknown>>;

type ItemOf<D> = D extends readonly unknown[] ? D[number] : D[keyof D];

/** The views among the definitions, as a union. */
export type ViewOf<D> = Extract<ItemOf<D>, FeatureView | OnDemandFeatureView>;

/** The services among the definitions, as a union. */
export type ServiceOf<D> = Extract<ItemOf<D>, FeatureService>;

/** All references to features of the views `V`: `'driver_hourly_stats:conv_rate' | …` */
export type RefOf<V> = V extends { readonly name: infer N extends string; readonly schema: infer S }
  ? `${N}:${keyof S & string}`
  : never;

/** All references that the definitions make possible. */
export type FeatureRef<D> = RefOf<ViewOf<D>>;

/** What may stand for `features`: references, a service, or its name. */
export type RequestOf<D> = readonly string[] | FeatureService | { readonly featureService: ServiceOf<D>['name'] };

/** The references that a request stands for. */
export type AskedRef<D, F> = F extends readonly (infer R)[]
  ? R & string
  : F extends { readonly featureService: infer N }
    ? ItemRef<Extract<ServiceOf<D>, { readonly name: N }>['features'][number]>
    : F extends FeatureService
      ? ItemRef<F['features'][number]>
      : never;

type ItemRef<I> = I extends FeatureSelection<infer V, infer N> ? `${V['name']}:${N}` : RefOf<I>;

/** The views that a request may speak of: those defined, and those that a service brings along. */
export type AskedView<D, F> = ViewOf<D> | ServiceView<F> | ServiceView<ServiceOf<D>>;

type ServiceView<F> = F extends FeatureService ? ItemView<F['features'][number]> : never;
type ItemView<I> = I extends FeatureSelection<infer V> ? V : I;

type ByName<V> = { [P in V as P extends { readonly name: infer N extends string } ? N : never]: P };
type ViewNamed<V, N> = N extends keyof ByName<V> ? ByName<V>[N] : never;

/** The type of a feature, by its reference. */
export type FeatureTypeOf<V, R> = R extends `${infer N}:${infer F}`
  ? ViewNamed<V, N> extends { readonly schema: infer S }
    ? F extends keyof S
      ? S[F]
      : never
    : never
  : never;

/** The output column of a reference. */
export type ColumnOf<R, Full> = R extends `${infer N}:${infer F}` ? (Full extends true ? `${N}__${F}` : F) : never;

/** The features of one row, by output column. */
export type FeatureRow<V, R, Full> = {
  [P in R as ColumnOf<P, Full>]: TypeToJs[Extract<FeatureTypeOf<V, P>, ValueType>] | null;
};

type KeyInput<T> = T extends 'string' ? string | null : number | bigint | null;

type ViewName<R> = R extends `${infer N}:${string}` ? N : never;

/** The join keys that the asked views need, as an entity row gives them. */
export type EntityRowOf<V, R> = Flat<KeyInputs<ViewNamed<V, ViewName<R>>>>;

type KeyInputs<V> = UnionToIntersection<
  V extends FeatureView<string, infer K>
    ? { readonly [P in keyof K]: KeyInput<K[P]> }
    : V extends OnDemandFeatureView<string, infer Src>
      ? SourceInputs<Src[keyof Src]>
      : never
>;

/** What an on-demand view needs of an entity row: its views' keys, its request's fields. */
type SourceInputs<T extends OnDemandSource> = UnionToIntersection<
  T extends RequestSource<infer S>
    ? { readonly [P in keyof S]: FieldInput<S[P]> | null }
    : T extends FeatureSelection<FeatureView<string, infer K>> | FeatureView<string, infer K>
      ? { readonly [P in keyof K]: KeyInput<K[P]> }
      : never
>;

type FieldInput<T extends Schema[string]> =
  TypeToJs[T] | (T extends 'timestamp' ? Date : T extends 'int64' | 'bigint' ? number | bigint : never);

type UnionToIntersection<U> = (U extends unknown ? (u: U) => void : never) extends (i: infer I) => void ? I : never;

type Flat<T> = { [P in keyof T]: T[P] };

/** An input row with the features beside its own fields. */
export type RowWith<E, V, R, Full> = Flat<E & FeatureRow<V, R, Full>>;

/** The row type of what stands for an entity dataframe: of rows or columns their own, of a table or a file any. */
export type EntityDfRow<E> = E extends readonly (infer R)[]
  ? R
  : E extends Readonly<Record<string, readonly unknown[]>>
    ? { [P in keyof E]: E[P][number] }
    : unknown;

/**
 * `F` as it stands where every reference exists and no two output columns have one name; else the place that is
 * wrong has another type: all references (so that the compiler says which was meant), or a sentence.
 */
export type CheckedRequest<D, F, Full> = F extends readonly string[]
  ? CheckedRefs<F, FeatureRef<D>, Full, RefsByColumn<F[number]>>
  : F;

/** `Known` and `Columns` are parameters so that they are made once, not once an element. */
type CheckedRefs<F extends readonly string[], Known, Full, Columns> = {
  readonly [I in keyof F]: CheckedRef<Known, F[I], Full, Columns>;
};

type CheckedRef<Known, R, Full, Columns> = R extends Known
  ? Full extends true
    ? R
    : ClashOf<R, Columns> extends never
      ? R
      : ClashOf<R, Columns>
  : Known;

type RefsByColumn<R> = { [P in R as ColumnOf<P, false>]: P };

/** By a property, not by `keyof Columns`, which would be made anew for each reference. */
type ClashOf<R, Columns> =
  Columns extends Readonly<Record<ColumnOf<R, false>, infer Same>>
    ? [Same] extends [R]
      ? never
      : `two features are named ${ColumnOf<R, false>}: ask with fullFeatureNames: true`
    : never;

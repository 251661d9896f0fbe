import { parseDuration } from '../time/duration';
import type { Duration } from '../time/duration';
import { VALUE_TYPES } from '../types';
import type { JoinKeys, Schema } from '../types';
import { isDataSource } from './data-source';
import type { DataSource } from './data-source';
import { checkDerive, fingerprints, functionsIn } from './derive';
import type { DeriveFunctions, DeriveOptions } from './derive';
import type { Entity } from './entity';
import { invalid } from './invalid';
import { joinKeysOf, mapKeys } from './join-keys';
import type { KeysOf, MappedKeys } from './join-keys';
import { checkColumnName, checkName, checkOptions, described, DESCRIBED } from './name';
import type { Described } from './name';
import type { PushSource } from './push-source';

/**
 * Features of some entities, from one source. A view made by `withName` or `withJoinKeyMap` is the same
 * stored rows (`base`) under another name or asked with other keys.
 */
export interface FeatureView<
  N extends string = string,
  K extends JoinKeys = JoinKeys,
  S extends Schema = Schema,
> extends Described {
  readonly kind: 'featureView';
  readonly name: N;
  readonly entities: readonly Entity[];
  /** Join keys as a caller names them, in the entities' order; mapped by `withJoinKeyMap`. */
  readonly joinKeys: K;
  readonly schema: S;
  /** As written; absent or 0 = no limit. */
  readonly ttl?: Duration;
  /** Where its history lies; of a push source the batch source. */
  readonly source: DataSource;
  /** Under which rows are pushed to it. */
  readonly pushSource?: PushSource;
  readonly online: boolean;
  /** Derived feature → the fingerprint of its function; the functions themselves are `functions`. */
  readonly derive?: Readonly<Record<string, string>>;
  /** Source columns that only the functions read. */
  readonly inputs?: Schema;
  /** Does not show when the view is printed or compared; empty in a view that comes from the registry. */
  readonly functions?: DeriveFunctions;
  /** The view whose rows these are, where this one is another name of it. */
  readonly base?: FeatureView;
  /** The base's join key → the name it is asked by. */
  readonly joinKeyMap?: Readonly<Record<string, string>>;
  /** For a feature service: some of the features, in this order. */
  select(...features: string[]): FeatureSelection;
  /** The same stored rows under another name. */
  withName(name: string): FeatureView;
  /** @param map join key of this view → the name that callers use instead */
  withJoinKeyMap(map: Readonly<Record<string, string | undefined>>): FeatureView;
}

/** A view as `featureView` answers it: its methods know its names. (Apart, so that any view is a `FeatureView`.) */
export interface TypedFeatureView<N extends string, K extends JoinKeys, S extends Schema> extends FeatureView<N, K, S> {
  select<F extends keyof S & string>(...features: F[]): FeatureSelection<FeatureView<N, K, S>, F>;
  withName<const M extends string>(name: M): TypedFeatureView<M, K, S>;
  withJoinKeyMap<const M extends Partial<Record<keyof K & string, string>>>(
    map: M,
  ): TypedFeatureView<N, MappedKeys<K, M>, S>;
}

/** A view with some of its features, as a feature service lists it. */
export interface FeatureSelection<V extends FeatureView = FeatureView, F extends string = string> {
  readonly kind: 'featureSelection';
  readonly view: V;
  readonly features: readonly F[];
}

// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- no inputs is just what is meant
type NoInputs = {};

export interface FeatureViewOptions<
  N extends string,
  E extends readonly Entity[],
  S extends Schema,
  I extends Schema = NoInputs,
> extends Described {
  readonly name: N;
  /** `[]`: a view without entities, joined on time alone. */
  readonly entities: E;
  /** Feature name → type. */
  readonly schema: S;
  /** How long a value lives after its event time, both ends included. Absent or `'0s'` = no limit. */
  readonly ttl?: Duration;
  readonly source: DataSource | PushSource;
  /** false: not materialized, not served. */
  readonly online?: boolean;
  /**
   * Features that no source column holds, each a pure function of one source row. featlab calls it, for the rows that
   * win alone, when it builds a training set and when it materializes: one function, so the two cannot drift apart.
   */
  readonly derive?: DeriveOptions<KeysOf<E>, S, I>;
  /** Source columns, with their types, that only the functions read. */
  readonly inputs?: I;
}

/** @throws DefinitionError naming the view and what is wrong with it */
export function featureView<
  const N extends string,
  const E extends readonly Entity[],
  const S extends Schema,
  const I extends Schema = NoInputs,
>(options: FeatureViewOptions<N, E, S, I>): TypedFeatureView<N, KeysOf<E>, S> {
  checkName('feature view', options.name);
  const owner = `feature view ${options.name}`;
  checkOptions(owner, options, [
    'name',
    'entities',
    'schema',
    'ttl',
    'source',
    'online',
    'derive',
    'inputs',
    ...DESCRIBED,
  ]);
  const joinKeys = joinKeysOf(owner, options.entities);
  checkSchema(owner, options.schema, joinKeys);
  checkTtl(owner, options.ttl);
  checkOnline(owner, options.online);
  const { derive = {}, inputs = {} } = options;
  checkDerive(owner, { derive, inputs, schema: options.schema, joinKeys });
  const given = options.source as DataSource | PushSource | undefined;
  if (given?.kind !== 'pushSource' && !isDataSource(given)) {
    throw invalid(`${owner} has no source`, 'add source: fileSource({ … })');
  }
  return viewOf({
    name: options.name,
    entities: Object.freeze([...options.entities]),
    joinKeys: joinKeys as KeysOf<E>,
    schema: Object.freeze({ ...options.schema }),
    ...(options.ttl === undefined ? {} : { ttl: options.ttl }),
    ...(given.kind === 'pushSource' ? { source: given.batchSource, pushSource: given } : { source: given }),
    online: options.online ?? true,
    ...(Object.keys(derive).length === 0 ? {} : { derive: fingerprints(derive) }),
    ...(Object.keys(inputs).length === 0 ? {} : { inputs: Object.freeze({ ...inputs }) }),
    ...described(owner, options),
    functions: functionsIn(derive),
  });
}

type Fields<N extends string, K extends JoinKeys, S extends Schema> = Omit<
  FeatureView<N, K, S>,
  'kind' | 'select' | 'withName' | 'withJoinKeyMap'
>;

/** The frozen view of these fields. Its methods and functions do not show when it is printed or compared. */
export function viewOf<N extends string, K extends JoinKeys, S extends Schema>({
  functions,
  ...fields
}: Fields<N, K, S>): TypedFeatureView<N, K, S> {
  const view = { kind: 'featureView' as const, ...fields } as unknown as FeatureView;
  const hidden = {
    functions: functions ?? Object.freeze({}),
    select: (...features: string[]) => selection(view, features),
    withName: (name: string) => {
      checkName('feature view', name);
      return viewOf({ ...view, name, base: view.base ?? view });
    },
    withJoinKeyMap: (map: Record<string, string>) =>
      viewOf({ ...view, base: view.base ?? view, ...mapKeys(view, map) }),
  };
  for (const [name, value] of Object.entries(hidden)) Object.defineProperty(view, name, { value });
  return Object.freeze(view) as unknown as TypedFeatureView<N, K, S>;
}

function checkSchema(owner: string, schema: Schema, joinKeys: JoinKeys): void {
  const seen = new Map<string, string>();
  for (const [feature, type] of Object.entries(schema ?? {})) {
    checkColumnName(owner, feature);
    if (!VALUE_TYPES.includes(type)) {
      throw invalid(
        `${owner}: feature ${feature} has the type ${JSON.stringify(type)}`,
        `use one of ${VALUE_TYPES.join(', ')}`,
      );
    }
    const other = seen.get(feature.toLowerCase());
    if (other !== undefined || Object.hasOwn(joinKeys, feature)) {
      throw invalid(
        `${owner}: the name ${feature} is there twice (${other ?? 'a join key'})`,
        'names in a view differ by more than case',
      );
    }
    seen.set(feature.toLowerCase(), feature);
  }
  if (seen.size === 0) {
    throw invalid(`${owner} has no features`, "add schema: { conv_rate: 'float32' }");
  }
}

function checkTtl(owner: string, ttl: unknown): void {
  if (ttl === undefined || (typeof ttl === 'string' && parseDuration(ttl) !== undefined)) return;
  throw invalid(
    `${owner}: ttl ${JSON.stringify(ttl)} is not a duration`,
    "write a number and a unit of us, ms, s, m, h, d, w: ttl: '1d'",
  );
}

function checkOnline(owner: string, online: unknown): void {
  if (online === undefined || typeof online === 'boolean') return;
  throw invalid(
    `${owner}: online ${JSON.stringify(online)} is neither true nor false`,
    'write online: false for a view that is not served, else leave it out',
  );
}

function selection(view: FeatureView, features: readonly string[]): FeatureSelection {
  const unknown = features.find((feature) => !Object.hasOwn(view.schema, feature));
  if (unknown !== undefined || features.length === 0) {
    throw invalid(
      `${view.name}.select(${features.map((feature) => `'${feature}'`).join(', ')}): ${unknown === undefined ? 'no feature' : `${view.name} has no feature ${unknown}`}`,
      `choose from ${Object.keys(view.schema).join(', ')}`,
    );
  }
  return Object.freeze({ kind: 'featureSelection' as const, view, features: Object.freeze([...features]) });
}

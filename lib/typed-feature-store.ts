import type { EntityDfInput } from './entity-df/entity-df';
import type { HistoricalOptions } from './historical';
import type { AskedRef, AskedView, CheckedRequest, EntityDfRow, EntityRowOf, RequestOf, RowWith } from './infer';
import type { OnlineResponse } from './online/online-response';
import type { FeatureStore } from './store';
import type { TrainingSet } from './training-set/training-set';

/**
 * Any feature store, for a function that takes one: its methods without the class's private parts, which no typed store
 * has to a compiler.
 */
export type AnyFeatureStore = Pick<FeatureStore, keyof FeatureStore>;

/** A feature store that knows its definitions' names and types: references are checked and completed, rows typed. */
export interface TypedFeatureStore<D> extends Omit<FeatureStore, 'getHistoricalFeatures' | 'getOnlineFeatures'> {
  getHistoricalFeatures<const F extends RequestOf<D>, E extends EntityDfInput, const Full extends boolean = false>(
    request: TypedHistoricalRequest<D, F, E, Full>,
  ): Promise<TrainingSet<RowWith<EntityDfRow<E>, AskedView<D, F>, AskedRef<D, F>, Full>>>;

  getOnlineFeatures<
    const F extends RequestOf<D>,
    E extends EntityRowOf<AskedView<D, F>, AskedRef<D, F>>,
    const Full extends boolean = false,
  >(
    request: TypedOnlineRequest<D, F, E, Full>,
  ): Promise<OnlineResponse<RowWith<E, AskedView<D, F>, AskedRef<D, F>, Full>>>;
}

export interface TypedHistoricalRequest<D, F, E, Full> extends Omit<HistoricalOptions, 'fullFeatureNames'> {
  readonly entityDf: E;
  readonly features: CheckedRequest<D, F, Full>;
  readonly fullFeatureNames?: Full;
}

export interface TypedOnlineRequest<D, F, E, Full> {
  readonly features: CheckedRequest<D, F, Full>;
  readonly entityRows: readonly E[];
  readonly fullFeatureNames?: Full;
}

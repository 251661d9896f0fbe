import { isDataSource } from './data-source';
import type { DataSource } from './data-source';
import type { Entity } from './entity';
import type { FeatureService } from './feature-service';
import type { FeatureView } from './feature-view';
import type { OnDemandFeatureView } from './on-demand-feature-view';
import type { PushSource } from './push-source';

/** Anything that `apply` takes. */
export type Definition = Entity | DataSource | PushSource | FeatureView | OnDemandFeatureView | FeatureService;

const KINDS: readonly unknown[] = ['entity', 'pushSource', 'featureView', 'onDemandFeatureView', 'featureService'];

/** Is it one of ours, also when it was made by another copy of the package? */
export function isDefinition(value: unknown): value is Definition {
  if (isDataSource(value)) return true;
  return typeof value === 'object' && value !== null && 'kind' in value && KINDS.includes(value.kind);
}

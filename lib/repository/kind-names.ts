import { SOURCE_KINDS } from '../definitions/data-source';
import type { Definition } from '../definitions/definition';

/** What users call a kind of definition. */
export type KindName =
  'entity' | 'data source' | 'push source' | 'feature view' | 'on-demand feature view' | 'feature service';

/** Each kind's name, in the order in which lists show them. */
export const KIND_NAMES = {
  entity: 'entity',
  ...Object.fromEntries(SOURCE_KINDS.map((kind) => [kind, 'data source'])),
  pushSource: 'push source',
  featureView: 'feature view',
  onDemandFeatureView: 'on-demand feature view',
  featureService: 'feature service',
} as Readonly<Record<Definition['kind'], KindName>>;

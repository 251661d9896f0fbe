import type { Entity } from './entity';
import type { FeatureService } from './feature-service';
import type { FeatureView } from './feature-view';
import type { FileSource } from './file-source';
import type { PushSource } from './push-source';

/** Anything that `apply` takes. */
export type Definition = Entity | FileSource | PushSource | FeatureView | FeatureService;

const KINDS: readonly string[] = ['entity', 'fileSource', 'pushSource', 'featureView', 'featureService'];

/** Is it one of ours, also when it was made by another copy of the package? */
export function isDefinition(value: unknown): value is Definition {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    typeof value.kind === 'string' &&
    KINDS.includes(value.kind)
  );
}

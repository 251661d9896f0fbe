import type { FeatureView } from '../definitions/feature-view';
import { sourceColumn } from '../definitions/file-source';
import type { ValueType } from '../types';
import type { SourceRequest, ViewColumn } from './offline-store';

/** What `view` asks of its source for these features (all of them by default). An alias asks as its base does. */
export function sourceRequest(
  view: FeatureView,
  features: readonly string[] = Object.keys(view.schema),
): SourceRequest {
  const stored = view.base ?? view;
  const column = (name: string, type: ValueType): ViewColumn => ({
    name,
    column: sourceColumn(stored.source, name),
    type,
  });
  return {
    view: view.name,
    source: stored.source,
    keys: Object.entries(stored.joinKeys).map(([name, type]) => column(name, type)),
    features: features.map((name) => column(name, stored.schema[name])),
  };
}

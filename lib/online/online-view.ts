import type { FeatureView } from '../definitions/feature-view';
import type { OnlineView } from './online-store';

/** The view whose rows are stored: the base of an alias, under its own names. */
export function onlineView(project: string, view: FeatureView): OnlineView {
  const stored = view.base ?? view;
  return {
    project,
    name: stored.name,
    keys: Object.entries(stored.joinKeys).map(([name, type]) => ({ name, type })),
    features: Object.entries(stored.schema).map(([name, type]) => ({ name, type })),
  };
}

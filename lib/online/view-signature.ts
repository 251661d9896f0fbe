import type { OnlineView } from './online-store';

/** What the stored rows of a view have in common: others have no place beside them. The order of features is none of it. */
export function viewSignature(view: OnlineView): string {
  const features = view.features.map(({ name, type }) => [name, type]).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify({ keys: view.keys.map(({ name, type }) => [name, type]), features });
}

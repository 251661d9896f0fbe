import type { FeatureView } from './definitions/feature-view';
import { StoreError } from './errors';
import type { OnlineStore, OnlineView } from './online/online-store';
import { onlineView } from './online/online-view';
import type { Registry } from './repository/registry';
import type { Instant } from './time/time';

/** A view as it was applied, and the online rows that are its own: what is written for it goes into no others. */
export interface PinnedView {
  readonly view: FeatureView;
  readonly target: OnlineView;
  /** The online store's id of these rows: new ones are made when the view is applied with another meaning. */
  readonly generation: string;
}

export interface PinParts {
  readonly project: string;
  readonly online: OnlineStore;
  readonly registry: Registry;
}

/** Of one moment: no apply lies between what `views` reads in the registry and the rows that are pinned. */
export async function pinViews(
  { project, registry, online }: PinParts,
  views: () => readonly FeatureView[],
): Promise<PinnedView[]> {
  return registry.together(views, async (found) => {
    const targets = found.map((view) => onlineView(project, view));
    await online.update({ keep: targets, drop: [] });
    return Promise.all(found.map((view, i) => pin(online, view, targets[i])));
  });
}

async function pin(online: OnlineStore, view: FeatureView, target: OnlineView): Promise<PinnedView> {
  const generation = await online.generation(target);
  if (generation === undefined) throw rowsGone(view);
  return { view, target, generation };
}

/** Records up to where the view was materialized, unless its rows were dropped meanwhile. */
export async function setMark(
  { registry, online }: PinParts,
  { view, target, generation }: PinnedView,
  end: Instant,
): Promise<void> {
  await registry.together(
    () => registry.setMark(view.name, generation, end),
    async () => {
      if ((await online.generation(target)) !== generation) throw rowsGone(view);
      // The registry's own write survives the end of the machine: the rows that it speaks of must, before it.
      await online.sync?.();
    },
  );
}

function rowsGone({ name }: FeatureView): StoreError {
  return new StoreError(
    'STORE_CHANGED',
    `the online rows of view ${name} were dropped while it was materialized: it was applied anew or deleted`,
    'run materialize again',
  );
}

import type { Definition } from '../definitions/definition';
import type { DeriveFunctions } from '../definitions/derive';
import { viewOf } from '../definitions/feature-view';
import type { FeatureView } from '../definitions/feature-view';
import { onDemandOf } from '../definitions/on-demand-feature-view';
import type { OnDemandFeatureView } from '../definitions/on-demand-feature-view';
import { RepositoryError } from '../errors';

/**
 * Gives the registry's views the functions of their derived features back. The registry has fingerprints alone; the
 * functions are those of the definitions as they are now, and must be the ones that were applied.
 */
export class LiveViews {
  readonly #definitions: () => Promise<readonly Definition[]>;
  readonly #known = new Map<string, FeatureView>();
  readonly #onDemand = new Map<string, OnDemandFeatureView>();

  /** @param definitions as they are now, in features.ts or in the program; read only where a view needs them */
  constructor(definitions: () => Promise<readonly Definition[]>) {
    this.#definitions = definitions;
  }

  /** What was just applied need not be read again. */
  remember(definitions: readonly Definition[]): void {
    for (const definition of definitions) {
      if (definition.kind === 'featureView') this.#known.set(definition.name, definition);
      if (definition.kind === 'onDemandFeatureView') this.#onDemand.set(definition.name, definition);
    }
  }

  /**
   * The views in the same order, each the same object for the same view.
   * @throws RepositoryError NOT_APPLIED where a function has changed since it was applied
   */
  async of(views: readonly FeatureView[]): Promise<FeatureView[]> {
    const live = new Map<FeatureView, FeatureView>();
    for (const view of new Set(views)) live.set(view, await this.#live(view));
    return views.map((view) => live.get(view) ?? view);
  }

  /** The same for an on-demand view. */
  async onDemand(view: OnDemandFeatureView): Promise<OnDemandFeatureView> {
    const { name, transform } = view;
    if (this.#onDemand.get(name)?.transform !== transform) this.remember(await this.#definitions());
    const now = this.#onDemand.get(name);
    if (now?.transform === transform && now.compute) return onDemandOf({ ...view, compute: now.compute });
    throw new RepositoryError(
      'NOT_APPLIED',
      `on-demand feature view ${name}: its transform is not the one that was applied`,
      'run featlab apply',
    );
  }

  async #live(view: FeatureView): Promise<FeatureView> {
    const stored = view.base ?? view;
    if (stored.derive === undefined) return view;
    const functions = await this.#functionsOf(stored);
    const alive = viewOf({ ...stored, functions });
    return view.base ? viewOf({ ...view, base: alive }) : alive;
  }

  async #functionsOf(view: FeatureView): Promise<DeriveFunctions> {
    const known = this.#known.get(view.name);
    if (known && changed(view, known) === undefined) return known.functions ?? {};
    this.remember(await this.#definitions());
    const now = this.#known.get(view.name);
    const feature = changed(view, now);
    if (feature === undefined) return now?.functions ?? {};
    throw new RepositoryError(
      'NOT_APPLIED',
      `feature view ${view.name}: the function of ${feature} is not the one that was applied`,
      'run featlab apply, then materialize: what was stored came from the old function',
    );
  }
}

/** The first derived feature of `applied` whose function is another one in `now`, or gone. */
function changed(applied: FeatureView, now: FeatureView | undefined): string | undefined {
  return Object.keys(applied.derive ?? {}).find((feature) => applied.derive?.[feature] !== now?.derive?.[feature]);
}

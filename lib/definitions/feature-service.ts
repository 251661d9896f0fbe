import type { FeatureSelection, FeatureView } from './feature-view';
import { invalid } from './invalid';
import type { OnDemandFeatureView } from './on-demand-feature-view';
import { checkName, checkOptions, described, DESCRIBED } from './name';
import type { Described } from './name';

/** The features of one model, in the order in which it wants them. */
export interface FeatureService<
  F extends readonly ServiceItem[] = readonly ServiceItem[],
  N extends string = string,
> extends Described {
  readonly kind: 'featureService';
  readonly name: N;
  readonly features: F;
}

/** A whole view, `view.select(…)`, or an on-demand view. */
export type ServiceItem = FeatureView | FeatureSelection | OnDemandFeatureView;

const ITEMS: readonly unknown[] = ['featureView', 'featureSelection', 'onDemandFeatureView'];

export interface FeatureServiceOptions<F extends readonly ServiceItem[], N extends string = string> extends Described {
  readonly name: N;
  readonly features: F;
}

/** @throws DefinitionError for a bad name or an empty or foreign list */
export function featureService<const F extends readonly ServiceItem[], const N extends string>(
  options: FeatureServiceOptions<F, N>,
): FeatureService<F, N> {
  checkName('feature service', options.name);
  const owner = `feature service ${options.name}`;
  checkOptions(owner, options, ['name', 'features', ...DESCRIBED]);
  const items: readonly (Partial<ServiceItem> | undefined)[] = Array.isArray(options.features) ? options.features : [];
  const valid = items.every((item) => ITEMS.includes(item?.kind));
  if (!valid || items.length === 0) {
    throw invalid(`${owner}: features is not a list of views`, "write features: [view, otherView.select('feature')]");
  }
  return Object.freeze({
    kind: 'featureService' as const,
    name: options.name,
    features: Object.freeze([...options.features]) as unknown as F,
    ...described(owner, options),
  });
}

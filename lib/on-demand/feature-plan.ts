import { viewOfSource } from '../definitions/on-demand-feature-view';
import type { OnDemandFeatureView } from '../definitions/on-demand-feature-view';
import { rowPrototype } from '../row-prototype';
import { isStored } from '../refs';
import type { AskedFeature, ResolvedFeature } from '../refs';
import type { ValueType } from '../types';

/** What a request needs of a store, and how the columns that were asked for come of it: read, then compute. */
export interface FeaturePlan {
  /** Each stored feature once. One that is only computed from has a name that no column can have. */
  readonly stored: readonly ResolvedFeature[];
  readonly steps: readonly OnDemandStep[];
  /** In the order asked. */
  readonly outputs: readonly PlannedOutput[];
}

/** An on-demand view: what its function gets, row by row. */
export interface OnDemandStep {
  readonly view: OnDemandFeatureView;
  /** Features: by the name in the row, the position in `FeaturePlan.stored`. */
  readonly inputs: readonly { readonly name: string; readonly stored: number }[];
  /** Fields of the request. */
  readonly fields: readonly RequestField[];
  /** Of all rows. */
  readonly rowPrototype: object;
}

export interface RequestField {
  readonly name: string;
  readonly type: ValueType;
}

/** A column: a stored feature, or the feature of a step, by its position in the view's schema. */
export type PlannedOutput =
  | { readonly name: string; readonly stored: number }
  | { readonly name: string; readonly step: number; readonly feature: number };

export function planFeatures(asked: readonly AskedFeature[]): FeaturePlan {
  const stored = new Map<string, ResolvedFeature>();
  const steps: OnDemandStep[] = [];
  const positionOf = (feature: ResolvedFeature): number => {
    const key = `${feature.view.name}:${feature.feature}`;
    if (!stored.has(key)) stored.set(key, feature);
    return [...stored.keys()].indexOf(key);
  };
  const outputs = asked.map((each): PlannedOutput => {
    const { name, feature } = each;
    if (isStored(each)) return { name, stored: positionOf(each) };
    const view = each.view as OnDemandFeatureView;
    const known = steps.findIndex((step) => step.view === view);
    const step = known >= 0 ? known : steps.push(stepOf(view, positionOf)) - 1;
    return { name, step, feature: Object.keys(view.schema).indexOf(feature) };
  });
  return { stored: [...stored.values()], steps, outputs };
}

function stepOf(view: OnDemandFeatureView, positionOf: (feature: ResolvedFeature) => number): OnDemandStep {
  const inputs: OnDemandStep['inputs'][number][] = [];
  const fields: RequestField[] = [];
  for (const source of Object.values(view.sources)) {
    const read = viewOfSource(source);
    for (const feature of read?.features ?? []) {
      const name = `${read?.view.name ?? ''}:${feature}`;
      inputs.push({
        name: feature,
        stored: positionOf({ view: read?.view as ResolvedFeature['view'], feature, name }),
      });
    }
    if (source.kind === 'requestSource') {
      fields.push(...Object.entries(source.schema).map(([name, type]) => ({ name, type })));
    }
  }
  const names = [...inputs, ...fields].map(({ name }) => name);
  return { view, inputs, fields, rowPrototype: rowPrototype(view.schema, names, 'none of its sources has it') };
}

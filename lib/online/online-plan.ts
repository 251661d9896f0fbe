import { parseDuration } from '../time/duration';
import { FeatureNameError } from '../errors';
import type { FeatureView } from '../definitions/feature-view';
import type { FeaturePlan, OnDemandStep } from '../on-demand/feature-plan';
import type { AskedFeature } from '../refs';
import type { KeyType, ValueType } from '../types';
import type { OnlineView } from './online-store';
import { onlineView } from './online-view';

/** What a list of features needs of the online store: made once, used for any number of requests. */
export interface OnlinePlan {
  /** One for each stored view. */
  readonly reads: readonly PlannedRead[];
  /** In the order asked. */
  readonly features: readonly PlannedFeature[];
  /** By output column. */
  readonly byName: ReadonlyMap<string, AskedFeature>;
  /** The join keys of all views, as entity rows name them. */
  readonly joinKeys: readonly string[];
  /** What is computed when everything is read; the first step's rows are ask `firstStep`. */
  readonly steps: readonly OnlineStep[];
  readonly firstStep: number;
}

/** A step, and where in the answers its inputs are. */
export interface OnlineStep {
  readonly step: OnDemandStep;
  readonly inputs: readonly PlannedFeature[];
}

export interface PlannedRead {
  readonly view: OnlineView;
  /** All that is asked of the stored view, under whatever name. */
  readonly features: readonly string[];
  /** One for each of its names in the request: an alias may have other join keys. */
  readonly asks: readonly Ask[];
}

/** A view as it was asked for. */
export interface Ask {
  /** Its name, for messages. */
  readonly name: string;
  /** Position in the list of all asks of the plan. */
  readonly index: number;
  /** As entity rows name them, in the stored view's order. */
  readonly keys: readonly { readonly name: string; readonly type: KeyType }[];
  /** Microseconds; 0 = no limit. */
  readonly ttl: number;
}

export interface PlannedFeature {
  /** The output column. */
  readonly name: string;
  readonly type: ValueType;
  /** `Ask.index` of its view. */
  readonly ask: number;
  /** Where its value is in `OnlineRow.values`. */
  readonly position: number;
}

/** @throws FeatureNameError for a view with `online: false` */
export function planOnlineRead(project: string, asked: readonly AskedFeature[], plan: FeaturePlan): OnlinePlan {
  const reads = new Map<string, MutableRead>();
  const asks = new Map<string, Ask>();
  const planned = plan.stored.map(({ view, feature, name }) => {
    const read = readOf(reads, project, view);
    const ask = asks.get(view.name) ?? askOf(view, asks.size, read);
    asks.set(view.name, ask);
    return { name, type: view.schema[feature], ask: ask.index, position: positionOf(read.features, feature) };
  });
  return {
    reads: [...reads.values()],
    features: plan.outputs.map((output): PlannedFeature => {
      if ('stored' in output) return { ...planned[output.stored], name: output.name };
      const type = Object.values(plan.steps[output.step].view.schema)[output.feature];
      return { name: output.name, type, ask: asks.size + output.step, position: output.feature };
    }),
    byName: new Map(asked.map((feature) => [feature.name, feature])),
    joinKeys: [...new Set([...asks.values()].flatMap(({ keys }) => keys.map(({ name }) => name)))],
    steps: plan.steps.map((step) => ({ step, inputs: step.inputs.map(({ stored }) => planned[stored]) })),
    firstStep: asks.size,
  };
}

interface MutableRead extends PlannedRead {
  readonly features: string[];
  readonly asks: Ask[];
}

function readOf(reads: Map<string, MutableRead>, project: string, view: FeatureView): MutableRead {
  if (!view.online) {
    throw new FeatureNameError(
      'NAME_UNKNOWN',
      `feature view ${view.name} is not served: it says online: false`,
      'take online: false away, run featlab apply, and materialize it',
    );
  }
  const stored = onlineView(project, view);
  const read = reads.get(stored.name) ?? { view: stored, features: [], asks: [] };
  reads.set(stored.name, read);
  return read;
}

function askOf(view: FeatureView, index: number, read: MutableRead): Ask {
  const keys = read.view.keys.map(({ name, type }) => ({ name: view.joinKeyMap?.[name] ?? name, type }));
  const ask = { name: view.name, index, keys, ttl: parseDuration(view.ttl ?? '0s') ?? 0 };
  read.asks.push(ask);
  return ask;
}

function positionOf(features: string[], feature: string): number {
  if (!features.includes(feature)) features.push(feature);
  return features.indexOf(feature);
}

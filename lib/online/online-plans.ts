import { resolveFeatures } from '../refs';
import type { FeatureRequest, KnownFeatures } from '../refs';
import { planOnlineRead } from './online-plan';
import type { OnlinePlan } from './online-plan';

/** The part of an online request that a plan is made of. */
export interface OnlineRequest {
  readonly features: FeatureRequest;
  /** Name the answer's columns `view__feature`. */
  readonly fullFeatureNames?: boolean;
}

/**
 * The plans of the requests so far. What was applied, possibly by another process, is asked for again after each
 * turn of the event loop: a server's next request sees it, and a run of reads in one turn does not pay for it.
 */
export class OnlinePlans {
  readonly #project: string;
  readonly #known: () => KnownFeatures;
  #current: KnownFeatures | undefined;
  #last: KnownFeatures | undefined;
  #plans = new Map<string, OnlinePlan>();

  constructor(project: string, known: () => KnownFeatures) {
    this.#project = project;
    this.#known = known;
  }

  /** @throws FeatureNameError for a feature that was not applied */
  get(request: OnlineRequest): OnlinePlan {
    const known = this.#applied();
    const name = nameOf(request);
    const plan =
      this.#plans.get(name) ?? planOnlineRead(this.#project, resolveFeatures(known, request.features, request));
    this.#plans.set(name, plan);
    return plan;
  }

  /** What was applied has changed. */
  forget(): void {
    this.#current = undefined;
    this.#last = undefined;
  }

  #applied(): KnownFeatures {
    if (this.#current) return this.#current;
    const known = this.#known();
    if (known !== this.#last) this.#plans = new Map();
    this.#last = known;
    this.#current = known;
    setImmediate(() => (this.#current = undefined)).unref();
    return known;
  }
}

/** References and names hold no line break. */
function nameOf({ features, fullFeatureNames }: OnlineRequest): string {
  const full = fullFeatureNames ? 'full' : 'plain';
  if ('featureService' in features) return `${full}\n\n${features.featureService}`;
  if ('kind' in features) return `${full}\n\n${features.name}`;
  return `${full}\n${Array.isArray(features) ? features.join('\n') : ''}`;
}

import { planFeatures } from '../on-demand/feature-plan';
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
  #plans: Plans = noPlans();
  #latest: LatestPlan | undefined;

  constructor(project: string, known: () => KnownFeatures) {
    this.#project = project;
    this.#known = known;
  }

  /** @throws FeatureNameError for a feature that was not applied */
  get(request: OnlineRequest): OnlinePlan {
    const known = this.#applied();
    if (this.#latest && asksTheSame(this.#latest, request)) return this.#latest.plan;
    const plans = this.#plans[request.fullFeatureNames ? 'full' : 'plain'];
    const key = keyOf(request.features);
    const plan = plans.get(key) ?? this.#make(known, request);
    // Who asks for something else each time gets no more than this many remembered.
    if (plans.size >= MOST) plans.clear();
    plans.set(key, plan);
    this.#latest = latestPlan(request, plan);
    return plan;
  }

  #make(known: KnownFeatures, request: OnlineRequest): OnlinePlan {
    const asked = resolveFeatures(known, request.features, request);
    return planOnlineRead(this.#project, asked, planFeatures(asked));
  }

  /** What was applied has changed. */
  forget(): void {
    this.#current = undefined;
    this.#last = undefined;
  }

  #applied(): KnownFeatures {
    if (this.#current) return this.#current;
    const known = this.#known();
    if (known !== this.#last) {
      this.#plans = noPlans();
      this.#latest = undefined;
    }
    this.#last = known;
    this.#current = known;
    setImmediate(() => (this.#current = undefined)).unref();
    return known;
  }
}

/** By what was asked for: see `keyOf`. */
interface Plans {
  readonly plain: Map<unknown, OnlinePlan>;
  readonly full: Map<unknown, OnlinePlan>;
}

const noPlans = (): Plans => ({ plain: new Map(), full: new Map() });
const MOST = 1000;

/** The list of references asked last: a caller asks the same again and again, and building its name costs more. */
interface LatestPlan {
  readonly references: readonly string[];
  readonly fullFeatureNames: boolean | undefined;
  readonly plan: OnlinePlan;
}

function latestPlan({ features, fullFeatureNames }: OnlineRequest, plan: OnlinePlan): LatestPlan | undefined {
  return isList(features) ? { references: [...features], fullFeatureNames, plan } : undefined;
}

function asksTheSame({ references, fullFeatureNames }: LatestPlan, request: OnlineRequest): boolean {
  const asked = request.features;
  if (!isList(asked) || asked.length !== references.length) return false;
  if (request.fullFeatureNames !== fullFeatureNames) return false;
  for (let i = 0; i < references.length; i++) if (asked[i] !== references[i]) return false;
  return true;
}

function isList(features: FeatureRequest): features is readonly string[] {
  return Array.isArray(features);
}

/** A service's name, a list as JSON; a service itself, since another one of its name may have other features. */
function keyOf(features: FeatureRequest): unknown {
  // What is nothing to ask for is refused where it is resolved.
  if (typeof features !== 'object' || (features as unknown) === null) return undefined;
  if ('featureService' in features) return `service ${features.featureService}`;
  return isList(features) ? JSON.stringify(features) : features;
}

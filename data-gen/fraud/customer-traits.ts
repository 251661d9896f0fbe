import { uniform } from '../random';
import type { FraudPlan } from './fraud-options';

/** How a customer buys, for as long as the data last. */
export interface CustomerTraits {
  readonly index: number;
  readonly id: number;
  /** What is usually spent at once. */
  readonly spends: number;
  /** Purchases a day, on average. */
  readonly buys: number;
  /** The hour, local, around which most is bought. */
  readonly peak: number;
  /** Hours east of UTC. */
  readonly zone: number;
  /** The day after which no stats are reported any more. */
  readonly silentAfter: number;
}

/** One number for each thing that is drawn of a customer, so that none repeats another. */
const DRAW = { spends: 1, buys: 2, peak: 3, zone: 4, silent: 5, silentDay: 6, favourite: 10 } as const;
/** The day that stands for "always" in such draws. */
const ALWAYS = 1_000_000;

export function customerTraits(plan: FraudPlan, index: number): CustomerTraits {
  const draw = (what: number): number => uniform(plan.seed, index, ALWAYS, what);
  const zone = plan.awkward.has('zones') ? Math.floor(24 * draw(DRAW.zone)) - 11 : 0;
  return {
    index,
    id: customerId(plan, index),
    spends: 8 + 110 * draw(DRAW.spends) ** 2,
    buys: 0.25 + 1.1 * draw(DRAW.buys),
    peak: 10 + 10 * draw(DRAW.peak),
    zone,
    silentAfter: silentAfter(plan, draw(DRAW.silent), draw(DRAW.silentDay), plan.ttlDays.customer_stats),
  };
}

/**
 * The last day with stats. `expired`: so early that every label finds them too old (there are none at all where the data
 * are too short for it); `ttl-edges`: so that they expire
 * among the labels.
 */
export function silentAfter(plan: FraudPlan, share: number, draw: number, ttlDays: number): number {
  const between = (first: number, last: number): number => Math.floor(first + draw * Math.max(0, last - first));
  const tooOld = plan.firstLabelDay - ttlDays - 2;
  if (plan.awkward.has('expired') && share < 0.1) return between(Math.min(plan.firstDay, tooOld), tooOld);
  if (!plan.awkward.has('ttl-edges') || share >= 0.4) return Infinity;
  return Math.max(plan.firstDay, between(plan.firstLabelDay - ttlDays, plan.lastDay - ttlDays));
}

const FAVOURITES = 5;

/** Three purchases of four are made at one of five merchants. */
export function merchantOf(plan: FraudPlan, customer: number, which: number, any: number): number {
  if (which >= 0.75) return Math.floor(any * plan.merchants);
  const favourite = DRAW.favourite + Math.floor((which / 0.75) * FAVOURITES);
  return Math.floor(uniform(plan.seed, customer, ALWAYS, favourite) * plan.merchants);
}

const MOST = Number.MAX_SAFE_INTEGER;

function customerId({ awkward }: FraudPlan, index: number): number {
  if (awkward.has('extreme-ids')) return index % 2 === 0 ? MOST - index : index - MOST;
  return awkward.has('equal-ids') ? index + 1 : 100_001 + index;
}

export function merchantId({ awkward }: FraudPlan, index: number): number {
  if (awkward.has('extreme-ids')) return index % 2 === 0 ? index - MOST : MOST - index;
  return awkward.has('equal-ids') ? index + 1 : 501 + index;
}

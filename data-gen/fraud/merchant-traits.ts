import { uniform } from '../random';
import { merchantId, silentAfter } from './customer-traits';
import type { FraudPlan } from './fraud-options';

/** How a merchant is, for as long as the data last. */
export interface MerchantTraits {
  readonly index: number;
  readonly id: number;
  /** 0 to 1. Bad ones have bad ratings, and more fraud. */
  readonly quality: number;
  /** Beside other merchants. */
  readonly prices: number;
  readonly silentAfter: number;
}

const DRAW = { quality: 101, prices: 102, silent: 103, silentDay: 104 } as const;
const ALWAYS = 1_000_001;

export function merchantTraits(plan: FraudPlan, index: number): MerchantTraits {
  const draw = (what: number): number => uniform(plan.seed, index, ALWAYS, what);
  return {
    index,
    id: merchantId(plan, index),
    quality: 1 - draw(DRAW.quality) ** 2,
    prices: 0.7 + 0.6 * draw(DRAW.prices),
    silentAfter: silentAfter(plan, draw(DRAW.silent), draw(DRAW.silentDay), plan.ttlDays.merchant_stats),
  };
}

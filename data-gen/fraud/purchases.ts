import { uniform } from '../random';
import { merchantOf, type CustomerTraits } from './customer-traits';
import { nearJump } from './dst-gaps';
import type { FraudPlan } from './fraud-options';
import type { MerchantTraits } from './merchant-traits';

export interface Purchase {
  readonly customer: CustomerTraits;
  readonly merchant: MerchantTraits;
  /** Microseconds since 1970, UTC. */
  readonly time: number;
  /** In cents' steps. */
  readonly amount: number;
  readonly isFraud: boolean;
  /** Days after its own on which the customer disputes it; undefined where that never happens. */
  readonly disputedAfter: number | undefined;
  /** 1 to 5, where the customer rates the merchant. */
  readonly rating: number | undefined;
}

export const DAY_US = 86_400_000_000;
const HOUR_US = 3_600_000_000;
/** At most so many a day. */
const SLOTS = 4;
/** Of a day, beside the others, from Sunday on. */
const WEEKDAYS = [1.1, 0.85, 0.9, 0.95, 1, 1.15, 1.3];
// prettier-ignore
const DRAW = {
  happens: 0, which: 1, any: 2, fraud: 3, hour: 4, spread: 5, night: 6, within: 7, amount: 8, disputes: 12, wait: 13,
  rates: 14, rating: 15, worse: 16,
} as const;
const FIRST_DRAW = 1_000;

/** What a customer buys on a (local) day, in no order; no two at one time. */
export function purchasesOf(
  plan: FraudPlan,
  customer: CustomerTraits,
  merchants: readonly MerchantTraits[],
  day: number,
): Purchase[] {
  const made: Purchase[] = [];
  const chance = (customer.buys * (WEEKDAYS[(((day + 4) % 7) + 7) % 7] ?? 1)) / SLOTS;
  for (let slot = 0; slot < SLOTS; slot += 1) {
    const draw = (what: number): number => uniform(plan.seed, customer.index, day, FIRST_DRAW + slot * 32 + what);
    if (draw(DRAW.happens) < chance) made.push(purchase(plan, customer, merchants, day, slot, draw));
  }
  return made;
}

type Draw = (what: number) => number;

function purchase(
  plan: FraudPlan,
  customer: CustomerTraits,
  merchants: readonly MerchantTraits[],
  day: number,
  slot: number,
  draw: Draw,
): Purchase {
  const usual = merchants[merchantOf(plan, customer.index, draw(DRAW.which), draw(DRAW.any))];
  const isFraud = draw(DRAW.fraud) < 0.02 + 0.14 * (1 - usual.quality) ** 2;
  const other = merchants[Math.floor(draw(DRAW.worse) * merchants.length)];
  const merchant = isFraud && other.quality < usual.quality ? other : usual;
  // The slot is the last digit: two purchases of one customer never have one time.
  const within = Math.floor(draw(DRAW.within) * (HOUR_US / SLOTS)) * SLOTS + slot;
  const time = day * DAY_US + (hourOf(customer, isFraud, draw) - customer.zone) * HOUR_US + within;
  return {
    customer,
    merchant,
    time: plan.awkward.has('dst-gaps') ? nearJumpOf(customer, day, time) : time,
    amount: Math.round(100 * customer.spends * merchant.prices * times(isFraud, draw)) / 100,
    isFraud,
    disputedAfter: disputedAfter(isFraud, draw),
    rating: draw(DRAW.rates) < 0.4 ? rating(merchant.quality, isFraud, draw(DRAW.rating)) : undefined,
  };
}

/** Within the customer's own day, whose stats count it. */
function nearJumpOf({ zone }: CustomerTraits, day: number, time: number): number {
  const moved = nearJump(time);
  return Math.floor((moved + zone * HOUR_US) / DAY_US) === day ? moved : time;
}

/** Thieves buy at night, mostly; others around their hour. */
function hourOf(customer: CustomerTraits, isFraud: boolean, draw: Draw): number {
  if (draw(DRAW.night) < (isFraud ? 0.35 : 0.06)) return Math.floor(draw(DRAW.hour) * 7);
  const bell = draw(DRAW.hour) + draw(DRAW.spread) - 1;
  return Math.floor(Math.min(23, Math.max(7, customer.peak + 8 * bell)));
}

/** The usual amount times this: 0.1 to 3.4, one on average; a thief's is 1.2 to 5 times as much. */
function times(isFraud: boolean, draw: Draw): number {
  const usual = [0, 1, 2].reduce((product, i) => product * (0.5 + draw(DRAW.amount + i)), 1);
  return isFraud ? usual * (0.8 + 2.2 * draw(DRAW.amount + 3)) : usual;
}

/** Nineteen frauds in twenty are seen within a week, mostly the next day; once in three hundred times a customer is mistaken. */
function disputedAfter(isFraud: boolean, draw: Draw): number | undefined {
  if (draw(DRAW.disputes) >= (isFraud ? 0.95 : 0.003)) return undefined;
  return 1 + Math.floor(draw(DRAW.wait) ** 2 * 5);
}

function rating(quality: number, isFraud: boolean, luck: number): number {
  const stars = 1.2 + 3.6 * quality + 2 * (luck - 0.5) - (isFraud ? 1.5 : 0);
  return Math.min(5, Math.max(1, Math.round(stars)));
}

import type { Purchase } from './purchases';

/** Days of disputes behind, and of those that are still to be filed. */
const BEHIND = 30;
const RING = 40;
/** The average is over about so many ratings; it begins as one of so many threes. */
const MEMORY = 50;
const BEFORE = 4;

/** What the batch job knows of every merchant at the end of a day. */
export class MerchantLedger {
  readonly #rating: Float64Array;
  readonly #ratings: Uint32Array;
  readonly #disputes: Uint32Array;

  constructor(merchants: number) {
    this.#rating = new Float64Array(merchants).fill(3);
    this.#ratings = new Uint32Array(merchants).fill(BEFORE);
    this.#disputes = new Uint32Array(merchants * RING);
  }

  add({ merchant: { index }, rating, disputedAfter }: Purchase, day: number): void {
    if (disputedAfter !== undefined) this.#disputes[place(index, day + disputedAfter)] += 1;
    if (rating === undefined) return;
    const count = (this.#ratings[index] = this.#ratings[index] + 1);
    this.#rating[index] += (rating - this.#rating[index]) / Math.min(count, MEMORY);
  }

  /** At the end of `day`; what is 30 days old is forgotten with it. */
  stats(merchant: number, day: number): { avg_rating: number; n_disputes_30d: number } {
    this.#disputes[place(merchant, day - BEHIND)] = 0;
    let disputes = 0;
    for (let back = 0; back < BEHIND; back += 1) disputes += this.#disputes[place(merchant, day - back)];
    return { avg_rating: this.#rating[merchant], n_disputes_30d: disputes };
  }
}

function place(merchant: number, day: number): number {
  return merchant * RING + (((day % RING) + RING) % RING);
}

import type { Purchase } from './purchases';

const WEEK = 7;
/** The average is over about so many purchases. */
const MEMORY = 20;
/** Once a fraud is seen, no card for so many days. */
const BLOCKED_DAYS = 14;

/** What the batch job knows of every customer at the end of a day: a few numbers each, however long the history. */
export class CustomerLedger {
  readonly #average: Float64Array;
  readonly #purchases: Uint32Array;
  readonly #lastDays: Uint8Array;
  readonly #blockedFrom: Float64Array;

  constructor(customers: number) {
    this.#average = new Float64Array(customers);
    this.#purchases = new Uint32Array(customers);
    this.#lastDays = new Uint8Array(customers * WEEK);
    this.#blockedFrom = new Float64Array(customers).fill(Infinity);
  }

  isBlocked(customer: number, day: number): boolean {
    const from = this.#blockedFrom[customer];
    if (day >= from + BLOCKED_DAYS) this.#blockedFrom[customer] = Infinity;
    return day >= from && day < from + BLOCKED_DAYS;
  }

  /** A day begins: what was bought seven days ago no longer counts. */
  begin(customer: number, day: number): void {
    this.#lastDays[customer * WEEK + dayOfRing(day)] = 0;
  }

  add({ customer: { index }, amount, isFraud, disputedAfter }: Purchase, day: number): void {
    const count = (this.#purchases[index] = this.#purchases[index] + 1);
    this.#average[index] += (amount - this.#average[index]) / Math.min(count, MEMORY);
    this.#lastDays[index * WEEK + dayOfRing(day)] += 1;
    if (isFraud && disputedAfter !== undefined)
      this.#blockedFrom[index] = Math.min(this.#blockedFrom[index], day + disputedAfter);
  }

  /** Undefined for one who has bought nothing yet. */
  stats(customer: number): { avg_purchase: number; n_purchases_7d: number } | undefined {
    if (this.#purchases[customer] === 0) return undefined;
    const week = this.#lastDays.subarray(customer * WEEK, (customer + 1) * WEEK);
    return { avg_purchase: this.#average[customer], n_purchases_7d: week.reduce((sum, n) => sum + n, 0) };
  }
}

function dayOfRing(day: number): number {
  return ((day % WEEK) + WEEK) % WEEK;
}

import { SECOND } from '../fraud/micros';
import type { Micros } from '../fraud/micros';
import type { Row } from '../fraud/world';
import type { Random } from './random';

type Times = { readonly at: Micros; readonly created?: Micros | null };

/** Soon after the row's own time, where nothing else is said: before anybody asks half a minute later. */
function createdAt(random: Random, at: Micros, created: Micros | null | undefined): Micros | null {
  return created === undefined ? at + random.int(1, 20) * SECOND : created;
}

/** Rows whose values tell one from another: each is drawn anew, doubles with all their bits. */
export function customerRow(random: Random, id: number | null, { at, created }: Times): Row {
  return {
    customer_id: id,
    event_timestamp: at,
    created: createdAt(random, at, created),
    avg_purchase: 5 + random.next() * 500,
    n_purchases_7d: random.int(1, 1_000_000),
  };
}

export function merchantRow(random: Random, id: number | null, { at, created }: Times): Row {
  return {
    merchant_id: id,
    event_timestamp: at,
    created: createdAt(random, at, created),
    avg_rating: 1 + random.next() * 4,
    n_disputes_30d: random.int(1, 1_000_000),
  };
}

/** Of one pair and time always the same: what comes later of it is a correction, and no other transaction. */
function transactionId(customer: number | null, merchant: number | null, at: Micros): number {
  const mixed =
    BigInt(at) * 1_000_003n + BigInt(customer ?? -1) * 998_244_353n + BigInt(merchant ?? -1) * 1_000_000_007n;
  return Number(BigInt.asUintN(45, mixed));
}

export function transactionRow(
  random: Random,
  [customer, merchant]: readonly [number | null, number | null],
  { at, created }: Times,
): Row {
  return {
    transaction_id: transactionId(customer, merchant, at),
    customer_id: customer,
    merchant_id: merchant,
    event_timestamp: at,
    created: createdAt(random, at, created),
    amount: 1 + random.next() * 2000,
  };
}

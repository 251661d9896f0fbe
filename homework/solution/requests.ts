import { createInterface } from 'node:readline';

/** A line on stdin. An id may be null, or one that nobody has. */
export interface Request {
  readonly customer_id: number | null;
  readonly merchant_id: number | null;
}

/** The line on stdout that answers it: the request's ids and the model's vector. */
export interface Answer extends Request {
  readonly avg_purchase: number | null;
  readonly n_purchases_7d: number | null;
  readonly avg_rating: number | null;
  readonly n_disputes_30d: number | null;
  readonly amount: number | null;
  readonly hour_of_day: number | null;
}

/** The requests as they come in, until the input ends. */
export async function* requests(): AsyncGenerator<Request> {
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() !== '') yield JSON.parse(line) as Request;
  }
}

/** Writes one answer. Nothing else may be written to stdout: `console.error` is free for what you want to see. */
export function answer(values: Answer): void {
  process.stdout.write(`${JSON.stringify(values)}\n`);
}

import type { View } from '../fraud/views';
import type { Moment, Request, Row, World } from '../fraud/world';
import type { Got } from './values';

/**
 * What the right features are. The grader's is its oracle, which works them out from the tables; where there is none
 * (the student's own checks) it is what the submission itself said in a plainer case of the same question.
 */
export interface Expectation {
  answer(world: World, views: readonly View[], request: Request, moment: Moment): Readonly<Record<string, Got>>;
  /** The source row that must win; undefined where none does, or where nobody knows. */
  winner(world: World, view: View, request: Request, moment: Moment): Row | undefined;
}

/** Expects what was said before, by request and time; nothing (so that all differs) where nothing was said. */
export class Said implements Expectation {
  readonly #values = new Map<string, Readonly<Record<string, Got>>>();

  add(request: Request, { now }: Pick<Moment, 'now'>, values: Readonly<Record<string, Got>>): void {
    this.#values.set(keyOf(request, now), values);
  }

  answer(_: World, views: readonly View[], request: Request, { now }: Moment): Readonly<Record<string, Got>> {
    const values = this.#values.get(keyOf(request, now)) ?? {};
    return Object.fromEntries(views.flatMap(({ features }) => features).map((name) => [name, values[name]]));
  }

  winner(): undefined {
    return undefined;
  }
}

function keyOf({ customer_id, merchant_id }: Request, now: number): string {
  return `${String(customer_id)} ${String(merchant_id)} ${String(now)}`;
}

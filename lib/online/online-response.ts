import { jsonValue } from '../columns/json-value';
import type { JsonValue } from '../columns/json-value';
import type { OnlinePlan } from './online-plan';
import { statusOf, valueOf } from './outcome';
import type { FeatureStatus, Outcome } from './outcome';

/** A field of the entity rows, as it was given. */
export interface InputColumn {
  readonly name: string;
  readonly values: readonly unknown[];
}

/** An answer as it was put together, for whoever writes it in a form of its own. */
export interface ResponseParts {
  readonly length: number;
  readonly inputs: readonly InputColumn[];
  readonly plan: OnlinePlan;
  /** For each ask of the plan, row by row. */
  readonly outcomes: readonly (readonly Outcome[])[];
}

/**
 * The answer to an online read: a row for each entity row, in their order; the entity rows' fields first, then the
 * features in the order asked. `null` wherever the status is not PRESENT. `R`: the type of a row.
 */
export class OnlineResponse<R = Record<string, unknown>> {
  readonly #parts: ResponseParts;

  /** @internal */
  constructor(parts: ResponseParts) {
    this.#parts = parts;
  }

  /** @internal */
  get parts(): ResponseParts {
    return this.#parts;
  }

  /** Rows. */
  get length(): number {
    return this.#parts.length;
  }

  /** Columns by name, all of equal length: `{ driver_id: [1001], conv_rate: [0.53] }`. */
  toDict(): { [P in keyof R]: R[P][] } {
    const { inputs, plan, outcomes } = this.#parts;
    const dict: Record<string, unknown[]> = {};
    for (const { name, values } of inputs) dict[name] = values.slice();
    for (const { name, ask, position } of plan.features) {
      dict[name] = outcomes[ask].map((outcome) => valueOf(outcome, position));
    }
    return dict as { [P in keyof R]: R[P][] };
  }

  /** `[{ driver_id: 1001, conv_rate: 0.53 }]` */
  toRows(): R[] {
    const { inputs, plan, outcomes } = this.#parts;
    return this.#rows((row, i) => {
      for (const { name, values } of inputs) row[name] = values[i];
      for (const { name, ask, position } of plan.features) row[name] = valueOf(outcomes[ask][i], position);
    }) as R[];
  }

  /** A status for each feature of each row: `[{ conv_rate: 'PRESENT' }]`. */
  statuses(): Record<string, FeatureStatus>[] {
    const { plan, outcomes } = this.#parts;
    return this.#rows((row, i) => {
      for (const { name, ask, position } of plan.features) row[name] = statusOf(outcomes[ask][i], position);
    }) as Record<string, FeatureStatus>[];
  }

  /** Rows and statuses in the JSON form (see `jsonValue`). */
  toJSON(): JsonValue {
    return { rows: jsonValue(this.toRows()), statuses: jsonValue(this.statuses()) };
  }

  #rows(fill: (row: Record<string, unknown>, i: number) => void): Record<string, unknown>[] {
    return Array.from({ length: this.#parts.length }, (_, i) => {
      const row: Record<string, unknown> = {};
      fill(row, i);
      return row;
    });
  }
}

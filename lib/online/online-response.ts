import { jsonValue } from '../json-value';
import type { JsonValue } from '../json-value';
import type { PlannedFeature } from './online-plan';
import type { Instant } from '../time';
import type { Value, ValueType } from '../types';
import { statusOf, timeOf, valueOf } from './outcome';
import type { FeatureStatus, Outcome } from './outcome';

/** A field of the entity rows, as it was given. */
export interface InputColumn {
  readonly name: string;
  readonly values: readonly unknown[];
}

/** A feature of the answer, row by row. */
export interface OnlineColumn {
  readonly name: string;
  readonly type: ValueType;
  readonly values: readonly Value[];
  readonly statuses: readonly FeatureStatus[];
  /** Event times of the rows that values are of; undefined where there is none, or it is too old. */
  readonly times: readonly (Instant | undefined)[];
}

/**
 * The answer to an online read: a row for each entity row, in their order; the entity rows' fields first, then the
 * features in the order asked. `null` wherever the status is not PRESENT. `R`: the type of a row.
 */
export class OnlineResponse<R = Record<string, unknown>> {
  readonly #length: number;
  readonly #inputs: readonly InputColumn[];
  readonly #features: readonly PlannedFeature[];
  readonly #outcomes: readonly (readonly Outcome[])[];

  /**
   * @internal
   * @param outcomes for each ask of the plan, row by row
   */
  constructor(
    length: number,
    inputs: readonly InputColumn[],
    features: readonly PlannedFeature[],
    outcomes: readonly (readonly Outcome[])[],
  ) {
    this.#length = length;
    this.#inputs = inputs;
    this.#features = features;
    this.#outcomes = outcomes;
  }

  /** Rows. */
  get length(): number {
    return this.#length;
  }

  /** Columns by name, all of equal length: `{ driver_id: [1001], conv_rate: [0.53] }`. */
  toDict(): { [P in keyof R]: R[P][] } {
    const dict: Record<string, unknown[]> = {};
    for (const { name, values } of this.#inputs) dict[name] = values.slice();
    for (const { name, ask, position } of this.#features) {
      dict[name] = this.#outcomes[ask].map((outcome) => valueOf(outcome, position));
    }
    return dict as { [P in keyof R]: R[P][] };
  }

  /** `[{ driver_id: 1001, conv_rate: 0.53 }]` */
  toRows(): R[] {
    return this.#rows((row, i) => {
      for (const { name, values } of this.#inputs) row[name] = values[i];
      for (const { name, ask, position } of this.#features) row[name] = valueOf(this.#outcomes[ask][i], position);
    }) as R[];
  }

  /** A status for each feature of each row: `[{ conv_rate: 'PRESENT' }]`. */
  statuses(): Record<string, FeatureStatus>[] {
    return this.#rows((row, i) => {
      for (const { name, ask, position } of this.#features) row[name] = statusOf(this.#outcomes[ask][i], position);
    }) as Record<string, FeatureStatus>[];
  }

  /** @internal */
  columns(): { readonly inputs: readonly InputColumn[]; readonly features: readonly OnlineColumn[] } {
    const features = this.#features.map(({ name, type, ask, position }) => {
      const outcomes = this.#outcomes[ask];
      const values = outcomes.map((outcome) => valueOf(outcome, position));
      return {
        name,
        type,
        values,
        statuses: outcomes.map((of) => statusOf(of, position)),
        times: outcomes.map(timeOf),
      };
    });
    return { inputs: this.#inputs, features };
  }

  /** Rows and statuses in the JSON form (see `jsonValue`). */
  toJSON(): JsonValue {
    return { rows: jsonValue(this.toRows()), statuses: jsonValue(this.statuses()) };
  }

  #rows(fill: (row: Record<string, unknown>, i: number) => void): Record<string, unknown>[] {
    return Array.from({ length: this.#length }, (_, i) => {
      const row: Record<string, unknown> = {};
      fill(row, i);
      return row;
    });
  }
}

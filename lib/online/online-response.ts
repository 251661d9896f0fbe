import { jsonValue } from '../json-value';
import type { JsonValue } from '../json-value';
import type { Value } from '../types';

/** Feast's words for what a value, or its absence, is. */
export type FeatureStatus = 'PRESENT' | 'NULL_VALUE' | 'NOT_FOUND' | 'OUTSIDE_MAX_AGE';

/** A field of the entity rows, as it was given. */
export interface InputColumn {
  readonly name: string;
  readonly values: readonly unknown[];
}

export interface FeatureColumn {
  readonly name: string;
  readonly values: readonly Value[];
  readonly statuses: readonly FeatureStatus[];
}

/**
 * The answer to an online read: a row for each entity row, in their order; the entity rows' fields first, then the
 * features in the order asked. `null` wherever the status is not PRESENT. `R`: the type of a row.
 */
export class OnlineResponse<R = Record<string, unknown>> {
  readonly #length: number;
  readonly #inputs: readonly InputColumn[];
  readonly #features: readonly FeatureColumn[];

  /** @internal */
  constructor(length: number, inputs: readonly InputColumn[], features: readonly FeatureColumn[]) {
    this.#length = length;
    this.#inputs = inputs;
    this.#features = features;
  }

  /** Rows. */
  get length(): number {
    return this.#length;
  }

  /** Columns by name, all of equal length: `{ driver_id: [1001], conv_rate: [0.53] }`. */
  toDict(): { [P in keyof R]: R[P][] } {
    const dict: Record<string, unknown[]> = {};
    for (const { name, values } of this.#inputs) dict[name] = [...values];
    for (const { name, values } of this.#features) dict[name] = [...values];
    return dict as { [P in keyof R]: R[P][] };
  }

  /** `[{ driver_id: 1001, conv_rate: 0.53 }]` */
  toRows(): R[] {
    const columns = [...this.#inputs, ...this.#features];
    return this.#rows((row, i) => {
      for (const { name, values } of columns) row[name] = values[i];
    }) as R[];
  }

  /** A status for each feature of each row: `[{ conv_rate: 'PRESENT' }]`. */
  statuses(): Record<string, FeatureStatus>[] {
    return this.#rows((row, i) => {
      for (const { name, statuses } of this.#features) row[name] = statuses[i];
    }) as Record<string, FeatureStatus>[];
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

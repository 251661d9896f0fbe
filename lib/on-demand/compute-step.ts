import type { Column } from '../columns/column';
import { exactValueAt } from '../columns/column-values';
import { emptyColumn } from '../columns/columns';
import type { OnDemandFeatureView, OnDemandRow } from '../definitions/on-demand-feature-view';
import { InputError } from '../errors';
import { nearest } from '../nearest';
import { putAnswer } from '../put-answer';
import type { Value } from '../types';
import type { OnDemandStep } from './feature-plan';

/** What a step reads: features by their position in its inputs, and columns of the request's fields. */
export interface StepRows {
  readonly length: number;
  readonly valueAt: (input: number, row: number) => Value;
  readonly fields: readonly Column[];
}

/**
 * The features of an on-demand view, a column each: its function called once for each row.
 * @throws InputError DERIVE_FAILED naming the view and the row (from 1) where the function throws, or answers what its
 *   schema does not have
 */
export function computeStep({ view, inputs, fields, rowPrototype }: OnDemandStep, rows: StepRows): Column[] {
  const schema = Object.entries(view.schema);
  const columns = schema.map(([, type]) => emptyColumn(type, rows.length));
  for (let row = 0; row < rows.length; row++) {
    const seen = Object.create(rowPrototype) as Record<string, unknown>;
    inputs.forEach(({ name }, i) => (seen[name] = rows.valueAt(i, row)));
    fields.forEach(({ name }, i) => (seen[name] = exactValueAt(rows.fields[i], row, name)));
    try {
      const answer = answerOf(view, Object.freeze(seen));
      schema.forEach(([feature], i) => {
        put(columns[i], row, feature, answer[feature]);
      });
    } catch (error) {
      throw failed(view, row, error);
    }
  }
  return columns;
}

function answerOf(view: OnDemandFeatureView, seen: OnDemandRow): Readonly<Record<string, unknown>> {
  if (view.compute === undefined) throw new TypeError('its function was not loaded');
  const answer: unknown = view.compute(seen);
  if (typeof answer !== 'object' || answer === null || answer instanceof Promise) {
    throw new TypeError('it answers no object of features');
  }
  const features = Object.keys(view.schema);
  const unknown = Object.keys(answer).find((name) => !features.includes(name));
  if (unknown === undefined) return answer as Readonly<Record<string, unknown>>;
  const near = nearest(unknown, features);
  throw new TypeError(`it answers ${unknown}, which its schema does not have${near ? `: is it ${near}?` : ''}`);
}

function put(column: Column, row: number, feature: string, value: unknown): void {
  try {
    putAnswer(column, row, value);
  } catch (error) {
    throw new TypeError(`${feature}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function failed(view: OnDemandFeatureView, row: number, error: unknown): InputError {
  const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
  return new InputError(
    'DERIVE_FAILED',
    `on-demand feature view ${view.name}: its transform failed on row ${String(row + 1)} (${reason})`,
    'mend transform in features.ts: it gets any row, nulls included, and answers an object of its features; then featlab apply',
    { cause: error },
  );
}

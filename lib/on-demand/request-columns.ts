import type { Column } from '../columns/column';
import { columnFromValues } from '../columns/column-from-values';
import type { OnDemandFeatureView } from '../definitions/on-demand-feature-view';
import { InputError } from '../errors';
import { nearest } from '../nearest';
import { fromJsonForm } from '../columns/value-forms';
import type { RequestField } from './feature-plan';

/**
 * A field of the request as a column, of what entity rows have under its name.
 * @throws InputError naming row and field, for a value of another type
 */
export function requestColumn({ name, type }: RequestField, values: readonly unknown[]): Column {
  const read = values.map((value) => (value === null || value === undefined ? null : fromJsonForm(type, value)));
  return columnFromValues('entity row', name, type, read);
}

/** The refusal of a request that does not bring what an on-demand view computes from. */
export function missingField(view: OnDemandFeatureView, field: RequestField, names: readonly string[]): InputError {
  const near = nearest(field.name, names);
  return new InputError(
    'INPUT_INVALID',
    `the request has no ${field.name}, which on-demand feature view ${view.name} computes from`,
    near === undefined ? `give each row ${field.name} (${field.type}); null where it is not known` : `rename ${near}`,
  );
}

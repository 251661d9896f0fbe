import { VALUE_TYPES } from '../types';
import type { Schema } from '../types';
import { invalid } from './invalid';
import { checkColumnName, checkName, checkOptions } from './name';

/** What comes with the request alone: fields of an entity row, and columns of an entity dataframe. Stored nowhere. */
export interface RequestSource<S extends Schema = Schema> {
  readonly kind: 'requestSource';
  readonly name: string;
  readonly schema: S;
}

export interface RequestSourceOptions<S extends Schema> {
  readonly name: string;
  /** Field → type. */
  readonly schema: S;
}

/** @throws DefinitionError for a bad name, no field, or a type that no value can have */
export function requestSource<const S extends Schema>(options: RequestSourceOptions<S>): RequestSource<S> {
  checkName('request source', options.name);
  const owner = `request source ${options.name}`;
  checkOptions(owner, options, ['name', 'schema']);
  const fields = Object.entries(options.schema ?? {});
  if (fields.length === 0) {
    throw invalid(`${owner} has no field`, "add schema: { amount: 'float64' }");
  }
  for (const [field, type] of fields) {
    checkColumnName(owner, field);
    if (VALUE_TYPES.includes(type)) continue;
    throw invalid(
      `${owner}: field ${field} has the type ${JSON.stringify(type)}`,
      `use one of ${VALUE_TYPES.join(', ')}`,
    );
  }
  return Object.freeze({
    kind: 'requestSource' as const,
    name: options.name,
    schema: Object.freeze({ ...options.schema }),
  });
}

import { invalid } from './config-fields';
import type { Field, Fields } from './config-fields';

/**
 * The fields of feature_store.yaml given as an object.
 * @throws RepositoryError CONFIG_INVALID for what is no object
 */
export function objectFields(object: object, owner: string): Fields {
  return fieldsOf(object, owner, false);
}

/** @param isOption options may be numbers, true and false too, which the file has as text */
function fieldsOf(object: object, owner: string, isOption: boolean): Fields {
  return new Map(
    Object.entries(object)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, fieldOf(value, owner, key, isOption)]),
  );
}

function fieldOf(value: unknown, owner: string, key: string, isOption: boolean): Field {
  if (typeof value === 'string') return { place: owner, value };
  if (isOption && (typeof value === 'number' || typeof value === 'boolean'))
    return { place: owner, value: String(value) };
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return { place: owner, value: fieldsOf(value, owner, true) };
  }
  throw invalid(
    `${owner}: ${key} is ${JSON.stringify(value) ?? String(value)}`,
    'pass a string, or an object of options',
  );
}

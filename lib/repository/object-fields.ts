import { invalid } from './config-fields';
import type { Field, Fields } from './config-fields';

/**
 * The fields of feature_store.yaml given as an object.
 * @throws RepositoryError CONFIG_INVALID for what is no object
 */
export function objectFields(object: object, owner: string): Fields {
  return new Map(
    Object.entries(object)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, fieldOf(value, owner, key)]),
  );
}

function fieldOf(value: unknown, owner: string, key: string): Field {
  if (typeof value === 'string') return { place: owner, value };
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return { place: owner, value: objectFields(value, owner) };
  }
  throw invalid(
    `${owner}: ${key} is ${JSON.stringify(value) ?? String(value)}`,
    'pass a string, or an object of strings',
  );
}

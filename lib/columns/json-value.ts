import { formatInstant, toInstant } from '../time/time';

/** What `JSON.stringify` writes as it is. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [name: string]: JsonValue };

/**
 * A value in the JSON form: bigints as strings of digits, bytes as base64, NaN and infinities as strings, dates as
 * ISO 8601, undefined as null; arrays and objects part by part.
 */
export function jsonValue(value: unknown): JsonValue {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'bigint':
      return String(value);
    case 'string':
    case 'boolean':
      return value;
    case 'object':
      return value === null ? null : jsonObject(value);
    default:
      return null;
  }
}

function jsonObject(value: object): JsonValue {
  if (value instanceof Date) return formatInstant(toInstant(value, 'JSON'));
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.length).toString('base64');
  if (Array.isArray(value)) return value.map(jsonValue);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, jsonValue(part)]));
}

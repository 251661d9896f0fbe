import type { Value, ValueType } from '../types';

/**
 * A value as Feast's clients must read it, who take its type from its form: floats with a point, 64-bit integers as
 * bare digits, bytes as base64; NaN and the infinities, which JSON does not have, as strings.
 */
export function feastJson(value: Value, type: ValueType): string {
  if (value === null) return 'null';
  switch (type) {
    case 'int32':
    case 'int64':
    case 'bigint':
      return String(value);
    case 'float32':
    case 'float64':
      return floatText(value as number);
    case 'bool':
      return value === true ? 'true' : 'false';
    case 'bytes':
      return `"${Buffer.from(value as Uint8Array).toString('base64')}"`;
    default:
      return JSON.stringify(value);
  }
}

function floatText(value: number): string {
  if (!Number.isFinite(value)) return `"${String(value)}"`;
  if (Object.is(value, -0)) return '-0.0';
  const text = String(value);
  return Number.isInteger(value) && !text.includes('e') ? `${text}.0` : text;
}

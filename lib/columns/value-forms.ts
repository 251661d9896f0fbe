import type { ValueType } from '../types';

/**
 * A value in the JSON form as JavaScript has it: of a bigint the digits, of bytes base64, of a float the words for NaN
 * and the infinities. What is not in the form of its type stays as it is, for the refusal.
 */
export function fromJsonForm(type: ValueType, value: unknown): unknown {
  if (typeof value !== 'string') return type === 'float32' || type === 'float64' ? asDouble(value) : value;
  if (type === 'bigint') return DIGITS.test(value) ? BigInt(value) : value;
  if (type === 'float32' || type === 'float64') return NOT_FINITE.get(value) ?? value;
  if (type === 'bytes') return BASE64.test(value) ? Buffer.from(value, 'base64') : value;
  return value;
}

/** A cell of a CSV as a value of `type`; what is none stays text, for the refusal. */
export function fromCell(type: ValueType, cell: unknown): unknown {
  if (typeof cell !== 'string') return cell;
  switch (type) {
    case 'int32':
      return DIGITS.test(cell) ? Number(cell) : cell;
    case 'int64':
    case 'bigint':
      return DIGITS.test(cell) ? BigInt(cell) : cell;
    case 'float32':
    case 'float64':
      return NOT_FINITE.get(cell) ?? (NUMBER.test(cell) ? Number(cell) : cell);
    case 'bool':
      return BOOLEANS.get(cell) ?? cell;
    case 'bytes':
      return fromJsonForm(type, cell);
    default:
      return cell;
  }
}

const DIGITS = /^-?\d{1,19}$/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
/** As JavaScript and SQL write them, and as pandas does. */
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
  ['True', true],
  ['False', false],
]);
const NOT_FINITE: ReadonlyMap<string, number> = new Map([
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
]);

/** Whole numbers that are written without a point, and beyond ±2^53 are read as bigints, are floats as well. */
function asDouble(value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}

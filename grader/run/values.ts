import { VIEWS } from '../fraud/views';

/**
 * What a submission's value is: a finite number, an integer beyond the safe ones, a text, null, or something that no
 * answer has. Integers are numbers whatever their type was; undefined is a field that is not there.
 */
export type Got = number | bigint | string | null | undefined | { readonly odd: string };

/** The value as people read it. */
export function shown(value: Got): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'object' && value !== null) return value.odd;
  return JSON.stringify(value);
}

/** The same, of a text no more than shows what it is: a case shows one value, and carries no table out. */
export function brief(value: Got): string {
  const text = shown(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

const DOUBLES = VIEWS.flatMap(({ features, integers }) => features.filter((name) => !integers.includes(name)));

/** A zero is a zero where integers are meant: a double that was reckoned with may have its sign. */
export function numeric(field: string, value: Got): Got {
  const isMinusZero = typeof value === 'object' && value?.odd === '-0';
  return isMinusZero && !DOUBLES.includes(field) ? 0 : value;
}

/** Bit for bit, null ≠ missing ≠ NaN, 5 ≠ "5"; an integer is the same in any numeric type. What is missing equals nothing. */
export function isSame(expected: Got, got: Got): boolean {
  if (expected === undefined || got === undefined) return false;
  if (typeof expected === 'object' && expected !== null)
    return shown(expected) === shown(got) && typeof got === 'object';
  return Object.is(plain(expected), plain(got));
}

/** A bigint that a double holds is that double. */
function plain(value: Got): Got {
  return typeof value === 'bigint' && BigInt(Number(value)) === value ? Number(value) : value;
}

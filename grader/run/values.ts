/**
 * What a submission's value is: a finite number, an integer beyond the safe ones, a text, null, or something that no
 * answer has. Integers are numbers whatever their type was; `missing` is a field that is not there.
 */
export type Got = number | bigint | string | null | undefined | { readonly odd: string };

/** The value as people read it. */
export function shown(value: Got): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'object' && value !== null) return value.odd;
  return JSON.stringify(value);
}

/** Bit for bit, null ≠ missing ≠ NaN, 5 ≠ "5"; an integer is the same in any numeric type. */
export function isSame(expected: number | null, got: Got): boolean {
  return Object.is(expected, typeof got === 'bigint' ? Number(got) : got) && (typeof got !== 'bigint' || isSafe(got));
}

function isSafe(value: bigint): boolean {
  return BigInt(Number(value)) === value;
}

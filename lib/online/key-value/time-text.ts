import { instantFromNs, instantToNs } from '../../time/time';
import type { Instant } from '../../time/time';

/** Enough for the nanoseconds of int64 milliseconds. */
const DIGITS = 25;
const LIMIT = 10n ** BigInt(DIGITS);

/** Characters of a time's text. */
export const TIME_LENGTH: number = DIGITS + 1;

/**
 * A time as text that sorts as times do: `p` and the nanoseconds since 1970, or, before 1970, `n` and how far they are
 * above the smallest. Letters and digits only, so that every database and every language orders it alike.
 */
export function timeText(us: number, ns: number): string {
  if (us >= 0 && us <= Number.MAX_SAFE_INTEGER && ns >= 0) {
    return `p${String(us).padStart(DIGITS - 3, '0')}${String(ns).padStart(3, '0')}`;
  }
  const total = instantToNs({ us, ns });
  return total < 0n ? `n${padded(LIMIT + total)}` : `p${padded(total)}`;
}

export function timeOfText(text: string): Instant {
  if (text.startsWith('n')) return instantFromNs(BigInt(text.slice(1)) - LIMIT);
  const us = Number(text.slice(1, DIGITS - 2));
  return Number.isSafeInteger(us) ? { us, ns: Number(text.slice(DIGITS - 2)) } : instantFromNs(BigInt(text.slice(1)));
}

function padded(value: bigint): string {
  return String(value).padStart(DIGITS, '0');
}

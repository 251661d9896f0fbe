import { InputError } from '../errors';
import { shown } from '../shown';

/**
 * An instant in UTC, exact to the nanosecond: `us` microseconds since 1970 (a double) plus `ns` nanoseconds.
 * `us` is the nearest double of the microseconds, so within ±2^53 µs (years 1684 to 2255) it is exact and
 * `ns` is 0 to 999; beyond, `ns` holds the rest. Rounding is monotone: order by `us`, then by `ns`.
 */
export interface Instant {
  readonly us: number;
  readonly ns: number;
}

/** What a caller may write for a time. A string without a zone is UTC. */
export type TimeInput = Date | string | Instant;

/** The store's clock: fixed, or asked at each call. */
export type Clock = () => Instant;

const ISO =
  /^([+-]\d{6}|\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(Z|UTC|[+-]\d\d(?::?\d\d)?)?)?$/i;

/** The instant of an ISO 8601 text (`2025-01-01`, `2025-01-01T10:00:00.123456Z`, `… 10:00:00+05:30`), or undefined. */
export function parseInstant(text: string): Instant | undefined {
  const match = ISO.exec(text.trim());
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as Numbers6;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (Number.isNaN(date.getTime()) || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  date.setUTCHours(hour, minute, second);
  const offset = offsetMinutes(match[8]);
  if (offset === undefined) return undefined;
  const ms = date.getTime() - offset * 60_000;
  if (!(Math.abs(ms) <= MOST_MS)) return undefined;
  return fromMsAndNs(ms, Number((match[7] ?? '').padEnd(9, '0')));
}

/** As far as a `Date` reaches: 100 million days from 1970. */
const MOST_MS = 8.64e15;

type Numbers6 = [number, number, number, number, number, number];

function offsetMinutes(zone: string | undefined): number | undefined {
  if (zone === undefined || /^(z|utc)$/i.test(zone)) return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(':', '') || 0);
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

function fromMsAndNs(ms: number, nanos: number): Instant {
  const us = ms * 1000 + Math.floor(nanos / 1000);
  if (Math.abs(us) <= Number.MAX_SAFE_INTEGER) return { us, ns: nanos % 1000 };
  return instantFromNs(BigInt(ms) * 1_000_000n + BigInt(nanos));
}

/** The instant of a count of nanoseconds since 1970. */
export function instantFromNs(nanos: bigint): Instant {
  let micros = nanos / 1000n;
  if (nanos % 1000n < 0n) micros -= 1n;
  const us = Number(micros);
  return { us, ns: Number(nanos - BigInt(us) * 1000n) };
}

/** Nanoseconds since 1970, exact. */
export function instantToNs(instant: Instant): bigint {
  return BigInt(instant.us) * 1000n + BigInt(instant.ns);
}

/**
 * The instant that a caller wrote.
 * @param place where it was written, for the message: "entity row 3", "--now"
 * @throws InputError TIME_INVALID, naming the place and the value
 */
export function toInstant(input: TimeInput, place: string): Instant {
  if (typeof input === 'string') {
    const instant = parseInstant(input);
    if (instant) return instant;
  } else if (input instanceof Date) {
    if (!Number.isNaN(input.getTime())) return fromMsAndNs(input.getTime(), 0);
  } else if (isInstant(input)) {
    return input;
  }
  throw new InputError(
    'TIME_INVALID',
    `${place}: ${shown(input)} is not a time`,
    'write ISO 8601, such as 2025-01-31T10:00:00Z (without a zone it is UTC), or pass a Date',
  );
}

function isInstant(value: unknown): value is Instant {
  if (typeof value !== 'object' || value === null || !('us' in value) || !('ns' in value)) return false;
  return Number.isInteger(value.us) && Number.isInteger(value.ns);
}

/**
 * ISO 8601 with `Z` and 0, 3, 6 or 9 fraction digits, as few as hold it.
 * @throws RangeError beyond the years −271821 to 275760, which int64 microseconds pass a little
 */
export function formatInstant({ us, ns }: Instant): string {
  let ms = Math.floor(us / 1000);
  let rest = (us - ms * 1000) * 1000 + ns;
  if (!Number.isSafeInteger(us) || rest < 0) {
    const total = instantToNs({ us, ns });
    const whole = ((total % 1_000_000n) + 1_000_000n) % 1_000_000n;
    ms = Number((total - whole) / 1_000_000n);
    rest = Number(whole);
  }
  if (!(Math.abs(ms) <= MOST_MS)) throw new RangeError(`${String(ms)} ms since 1970 is beyond what ISO 8601 can name`);
  const day = Math.floor(ms / DAY_MS);
  const second = Math.floor((ms - day * DAY_MS) / 1000);
  const minute = Math.floor(second / 60);
  const time = `${dayText(day)}${two(Math.floor(minute / 60))}:${two(minute % 60)}:${two(second % 60)}`;
  const millis = ms - day * DAY_MS - second * 1000;
  if (rest === 0 && millis === 0) return `${time}Z`;
  const digits = rest % 1000 === 0 ? String(rest / 1000).padStart(3, '0') : String(rest).padStart(6, '0');
  return `${time}.${String(millis).padStart(3, '0')}${rest === 0 ? '' : digits}Z`;
}

const DAY_MS = 86_400_000;

function two(number: number): string {
  return number < 10 ? `0${String(number)}` : String(number);
}

/** The day asked for last: the times of an answer are often of one day, and a Date's own text costs more than the rest. */
let last = { day: NaN, text: '' };

/** `2025-01-31T` */
function dayText(day: number): string {
  if (day !== last.day) last = { day, text: new Date(day * DAY_MS).toISOString().slice(0, -'00:00:00.000Z'.length) };
  return last.text;
}

/** −1, 0 or 1 as `a` is before, at or after `b`. */
export function compareInstants(a: Instant, b: Instant): number {
  return Math.sign(a.us - b.us || a.ns - b.ns);
}

/**
 * The rule that the offline join, materialize and the online read share: which of two rows of one key wins, and
 * whether a row is alive at a time. All on plain numbers, so that hot loops can call it. A time is the two parts
 * of `Instant`: `us`, `ns`. A created time that is null has `us` NaN (its `ns` isn't read).
 */

/**
 * Positive where the first row wins over the second, negative where it loses, 0 where all times are equal: then
 * the later in source order wins, or, in a store, the one written last. Greatest event time first; among equal
 * ones the greatest created time, null smallest.
 */
export function compareRows(
  us: number,
  ns: number,
  createdUs: number,
  createdNs: number,
  otherUs: number,
  otherNs: number,
  otherCreatedUs: number,
  otherCreatedNs: number,
): number {
  if (us !== otherUs) return us - otherUs;
  if (ns !== otherNs) return ns - otherNs;
  if (Number.isNaN(createdUs) || Number.isNaN(otherCreatedUs)) {
    return Number(Number.isNaN(otherCreatedUs)) - Number(Number.isNaN(createdUs));
  }
  return createdUs - otherCreatedUs || createdNs - otherCreatedNs;
}

/** Has the row's time not come yet at `at`? A row of exactly `at` has. */
export function isFuture(us: number, ns: number, atUs: number, atNs: number): boolean {
  return us > atUs || (us === atUs && ns > atNs);
}

/**
 * Is the row older than `ttl` at `at`? One of exactly `ttl` is not: `at - ttl <= time` is alive.
 * @param ttl whole microseconds, also beyond 2^53; 0 = no limit
 */
export function isExpired(us: number, ns: number, atUs: number, atNs: number, ttl: number): boolean {
  if (ttl === 0) return false;
  const oldest = atUs - ttl;
  if (Number.isSafeInteger(oldest) && Number.isSafeInteger(atUs)) return us < oldest || (us === oldest && ns < atNs);
  return nanos(us, ns) < nanos(atUs, atNs) - BigInt(ttl) * 1000n;
}

/** `at - ttl <= time <= at`, both ends included. */
export function isAlive(us: number, ns: number, atUs: number, atNs: number, ttl: number): boolean {
  return !isFuture(us, ns, atUs, atNs) && !isExpired(us, ns, atUs, atNs, ttl);
}

function nanos(us: number, ns: number): bigint {
  return BigInt(us) * 1000n + BigInt(ns);
}

/** A source row for the oracle: times in nanoseconds. */
export interface OracleRow<V = unknown> {
  readonly key: readonly unknown[];
  readonly event: bigint | null;
  readonly created: bigint | null;
  readonly value: V;
}

export interface OracleOptions {
  /** Nanoseconds, 0 = no limit. */
  readonly ttl?: bigint;
  readonly exclusive?: boolean;
  /** Only rows created at or before t; null created is excluded. */
  readonly cutoff?: boolean;
}

/**
 * The point-in-time rule, slow and obvious: of the rows of this key, in source order, the one that wins at `t`.
 * Shares nothing with the library.
 */
export function oracle<V>(
  rows: readonly OracleRow<V>[],
  key: readonly unknown[],
  t: bigint,
  options: OracleOptions = {},
): OracleRow<V> | undefined {
  let winner: OracleRow<V> | undefined;
  for (const row of rows) {
    if (key.some((part) => part === null) || !row.key.every((part, i) => part === key[i])) continue;
    if (row.event === null || (options.exclusive ? row.event >= t : row.event > t)) continue;
    if (options.cutoff && (row.created === null || row.created > t)) continue;
    if (winner === undefined || comesLater(row, winner)) winner = row;
  }
  if (winner === undefined || winner.event === null) return undefined;
  return options.ttl && winner.event < t - options.ttl ? undefined : winner;
}

/** Later in time, or as late and created no earlier (null is the earliest): `row` stands after `other` in the source. */
function comesLater(row: OracleRow, other: OracleRow): boolean {
  if (row.event !== other.event) return (row.event as bigint) > (other.event as bigint);
  if (row.created === null) return other.created === null;
  return other.created === null || row.created >= other.created;
}

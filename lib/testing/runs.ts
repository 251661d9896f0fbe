/**
 * How many cases a property is tried on: `usual` ones in CI, half of them in `npm test` on a user's machine, and
 * FEATLAB_RUNS times as many in `npm run test:deep`, which sets it. A failure prints the seed, the path and the smallest
 * case; `fc.assert(…, { seed, path })` replays it.
 */
export function runs(usual: number): number {
  const times = process.env['FEATLAB_RUNS'] ?? (process.env['CI'] === undefined ? 0.5 : 1);
  return Math.ceil(usual * Number(times));
}

/** Time enough for as many. */
export function minutes(usual: number): number {
  return 60_000 * runs(usual);
}

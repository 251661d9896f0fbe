/**
 * How many cases a property is tried on: `usual` ones in `npm test`, FEATLAB_RUNS times as many in `npm run test:deep`,
 * which sets it. A failure prints the seed, the path and the smallest case; `fc.assert(…, { seed, path })` replays it.
 */
export function runs(usual: number): number {
  return usual * Number(process.env['FEATLAB_RUNS'] ?? 1);
}

/** Time enough for as many. */
export function minutes(usual: number): number {
  return 60_000 * runs(usual);
}

/**
 * Runs each contestant in turn, `runs` times after one run to warm up, so that a machine that slows down slows
 * them all. Answers the milliseconds of each run.
 * @param contestants name → async function; what it answers is ignored
 */
export async function race(contestants, runs) {
  const times = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
  for (let run = 0; run <= runs; run++) {
    for (const [name, contestant] of Object.entries(contestants)) {
      const started = performance.now();
      await contestant();
      if (run > 0) times[name].push(performance.now() - started);
    }
  }
  return times;
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Ours against the peer: the median of the ratios run by run, and each one's own median. */
export function compared(times) {
  const { ours, peer } = times;
  return { ours: median(ours), peer: median(peer), ratio: median(ours.map((time, run) => time / peer[run])) };
}

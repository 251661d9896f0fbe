import { randomNumbers } from '../data/random.mjs';
import { quantile } from '../median.mjs';

/** So many reads a run, each of `entities` random keys; few enough of the large ones to end soon. */
export function requestsOf(entities, keys) {
  const random = randomNumbers(5);
  const reads = Math.max(200, Math.round(20_000 / entities));
  return Array.from({ length: reads }, () => Array.from({ length: entities }, () => 1 + Math.floor(random() * keys)));
}

/** Reads them all. In µs: `us`, the whole loop's time for each read, and the median and 99th percentile of single ones. */
export async function timedReads(requests, read) {
  const single = new Float64Array(requests.length);
  const started = performance.now();
  for (let i = 0; i < requests.length; i++) {
    const before = performance.now();
    await read(requests[i]);
    single[i] = performance.now() - before;
  }
  const us = ((performance.now() - started) * 1000) / requests.length;
  return { us, p50: quantile(single, 0.5) * 1000, p99: quantile(single, 0.99) * 1000 };
}

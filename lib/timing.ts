import { Bench } from 'tinybench';

export interface TimingOptions {
  /** Calls to measure. Default 1,000. */
  readonly calls?: number;
  /** Calls before, not measured. Default 100. */
  readonly warmup?: number;
}

/** How long calls of a function take, in milliseconds. */
export interface Timing {
  readonly calls: number;
  readonly mean: number;
  readonly min: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly opsPerSecond: number;
  /** Every measured call, fastest first. */
  readonly samples: readonly number[];
  /** A text histogram: one line a bucket, from the fastest to the 99th percentile, the rest in the last line. */
  histogram(buckets?: number): string;
}

/**
 * Times `fn`, a call at a time, with tinybench.
 * @throws what `fn` throws
 */
export async function timing(fn: () => unknown, { calls = 1000, warmup = 100 }: TimingOptions = {}): Promise<Timing> {
  const bench = new Bench({
    time: 0,
    iterations: calls,
    warmupTime: 0,
    warmupIterations: warmup,
    retainSamples: true,
    throws: true,
  });
  bench.add('timing', async () => {
    await fn();
  });
  const [task] = await bench.run();
  const { result } = task;
  if (!('latency' in result)) throw new Error(`the calls were not measured: ${result.state}`);
  return summary([...(result.latency.samples ?? [])].sort((a, b) => a - b));
}

function summary(samples: readonly number[]): Timing {
  const at = (part: number): number => samples[Math.min(samples.length - 1, Math.floor(samples.length * part))];
  const mean = samples.reduce((sum, sample) => sum + sample, 0) / samples.length;
  return {
    calls: samples.length,
    mean,
    min: samples[0],
    p50: at(0.5),
    p99: at(0.99),
    max: samples[samples.length - 1],
    opsPerSecond: 1000 / mean,
    samples,
    histogram: (buckets = 10) => histogram(samples, at(0.99), buckets),
  };
}

const BAR = 40;

function histogram(samples: readonly number[], p99: number, buckets: number): string {
  const [low] = samples;
  const width = (p99 - low) / buckets || 1;
  const counts = new Array<number>(buckets + 1).fill(0);
  for (const sample of samples) {
    const bucket = Math.min(buckets - 1, Math.floor((sample - low) / width));
    counts[sample > p99 ? buckets : bucket]++;
  }
  const most = Math.max(...counts);
  return counts
    .map((count, i) => {
      const label = i === buckets ? `> ${micros(p99)}` : `  ${micros(low + i * width)}`;
      return `${label.padStart(12)} µs │${'█'.repeat(Math.ceil((count / most) * BAR)).padEnd(BAR)} ${String(count)}`;
    })
    .join('\n');
}

function micros(ms: number): string {
  return (ms * 1000).toFixed(1);
}

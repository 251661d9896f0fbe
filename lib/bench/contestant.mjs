// node contestant.mjs MODULE OPTIONS: one contestant of a race, in a process of its own, so that its memory is its own.
// It reads a line for each thing to do and answers a line of JSON on stdout.
import { createInterface } from 'node:readline';
import { peakMiB } from './peak-memory.mjs';

const [module, options] = process.argv.slice(2);
const { default: open } = await import(module);
const contestant = await open(JSON.parse(options));

const DO = {
  /** One run: milliseconds on the clock and of the processors, and what the contestant itself measured. */
  run: async () => {
    await contestant.prepare?.();
    const cpu = process.cpuUsage();
    const started = performance.now();
    const measured = await contestant.run();
    const ms = performance.now() - started;
    const { user, system } = process.cpuUsage(cpu);
    return { ms, cpu: (user + system) / 1000, ...measured };
  },
  /** What the answer held, to see that all contestants gave the same. */
  check: () => contestant.check?.() ?? null,
  peak: () => (contestant.peak ? contestant.peak() : peakMiB()),
};

for await (const line of createInterface({ input: process.stdin })) {
  const answer = await DO[line]();
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await contestant.close?.();

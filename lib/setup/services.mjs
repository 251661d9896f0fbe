import { Problem } from './problem.mjs';
import { Place } from './services/place.mjs';
import { runSuite } from './services/run-suite.mjs';
import { SUITES } from './services/suites.mjs';
import { compile } from './steps/compile.mjs';
import { packages } from './steps/packages.mjs';
import { findRuntime } from './steps/runtime.mjs';
import { step } from './step.mjs';

/**
 * npm run test:services [-- NAME…]: the suites that need a server. Each is installed, started in a temporary folder,
 * tested and stopped, independently of the others; also when a test throws, and when the run is interrupted.
 */
export default async function services(args) {
  const names = chosen(args);
  const started = performance.now();
  await step('packages', packages, true);
  const { node } = await findRuntime();
  await step('build', () => compile(node), true);
  const place = new Place();
  const stop = stopOnSignal(place);
  try {
    const counts = await Promise.all(names.map((name) => runSuite(name, node, place)));
    return report(counts, started);
  } finally {
    stop();
    await place.remove();
  }
}

function chosen(args) {
  for (const name of args) {
    if (!SUITES.includes(name)) throw new Problem(`there is no suite ${name}`, `the suites are ${SUITES.join(', ')}`);
  }
  return args.length === 0 ? SUITES : SUITES.filter((name) => args.includes(name));
}

function report(counts, started) {
  const sum = (what) => counts.reduce((total, count) => total + count[what], 0);
  const minutes = (performance.now() - started) / 60_000;
  process.stdout.write(`\nin ${minutes.toFixed(1)} min\n${sum('passed')} passed, ${sum('failed')} failed\n`);
  return sum('failed') === 0 ? 0 : 1;
}

/** Ctrl+C (which npm tells us a second time) and a kill stop the servers too. Answers how to forget about it. */
function stopOnSignal(place) {
  let stopping;
  const stop = (signal) => {
    stopping ??= place.remove().then(() => process.exit(signal === 'SIGINT' ? 130 : 143));
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);
  return () => ['SIGINT', 'SIGTERM'].forEach((signal) => process.off(signal, stop));
}

import { Place } from '../setup/services/place.mjs';
import { loadSuite } from '../setup/services/suites.mjs';

const started = new Map();

/** The server of a suite of `npm run test:services`, once a bench; it ends with the process. Answers its variables. */
export function storeForBench(name) {
  if (!started.has(name)) started.set(name, start(name));
  return started.get(name);
}

async function start(name) {
  const suite = await loadSuite(name);
  for (const { look, fix, name: program } of suite.needs ?? []) {
    if (!look()) throw new Error(`${program} was not found\nfix: ${fix}`);
  }
  const { env, ...installed } = await suite.install();
  const variables = await suite.start(new Place().servers(name), installed);
  return { ...env, ...variables };
}

import { passThrough } from './capture.mjs';
import corpus from './corpus.mjs';
import { root } from './root.mjs';
import { setUp } from './steps/set-up.mjs';

/** Times as many cases as in `npm test`: 10,500 worlds of the properties, 10,080 spoilt inputs, 240 kills, 24 seeds of the grader. */
const RUNS = '12';
const ROUNDS = '20';

/**
 * npm run test:deep [FILE…]: properties, fuzz, kills and the grader's verdicts on many more cases, and its corpus twenty
 * times over, for a night.
 */
export default async function deep(args) {
  const node = await setUp({ quiet: true });
  const env = { FEATLAB_RUNS: RUNS, ...process.env };
  const files = args.length > 0 ? args : ['lib', 'grader/corpus/rehearsal'];
  const code = await passThrough(node, ['node_modules/vitest/vitest.mjs', 'run', ...files], { cwd: root, env });
  if (args.length > 0) return code;
  const flips = await corpus(['--rounds', ROUNDS]);
  return code || flips;
}

import { Problem } from './problem.mjs';
import { runBuilt } from './run-built.mjs';
import { findSandbox } from './steps/find-sandbox.mjs';

/**
 * npm run test:grader [-- --only NAME --rounds N]: the grader against its corpus. A user's machine may do without a
 * sandbox and then skips it; CI may not.
 */
export default async function corpus(args) {
  const { works, found, fix } = await findSandbox();
  if (works) return runBuilt(['dist', 'grader', 'corpus', 'cli.js'], args);
  if (process.env.CI) throw new Problem(`the grader cannot be tested: ${found}`, fix);
  process.stdout.write(`SKIPPED: the grader was not tested, ${found}\nfix: ${fix}\n`);
  return 0;
}

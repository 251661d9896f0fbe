import { runBuilt } from './run-built.mjs';

/** npm run grade -- SUBMISSIONS_DIR --out OUT */
export default function grade(args) {
  return runBuilt(['dist', 'grader', 'cli.js'], args);
}

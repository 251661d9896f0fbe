import { runBuilt } from './run-built.mjs';
import { whereTyped } from './where-typed.mjs';

/** npm run grade -- SUBMISSIONS_DIR --out OUT: folders are meant from where it was typed. */
export default function grade(args) {
  return runBuilt(['dist', 'grader', 'cli.js'], args, whereTyped());
}

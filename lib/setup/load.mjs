import { runBuilt } from './run-built.mjs';

/** npm run grade:load -- [--submissions N] [--jobs N] [--kill]: a class of copies of the corpus, with time and memory. */
export default function load(args) {
  return runBuilt(['dist', 'grader', 'load', 'cli.js'], args);
}

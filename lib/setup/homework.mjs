import { realpathSync } from 'node:fs';
import { root } from './root.mjs';
import { runBuilt } from './run-built.mjs';

/** npm run homework -- new DIR, npm run homework -- check [DIR]: folders are meant from where it was typed. */
export default function homework(args) {
  return runBuilt(['dist', 'homework', 'cli.js'], args, whereTyped());
}

/** npm starts a script in its package's folder and keeps the place where it was typed in INIT_CWD. */
function whereTyped() {
  const here = process.cwd();
  return realpathSync(here) === realpathSync(root) ? (process.env.INIT_CWD ?? here) : here;
}

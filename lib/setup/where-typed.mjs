import { realpathSync } from 'node:fs';
import { root } from './root.mjs';

/** npm starts a script in its package's folder and keeps the place where it was typed in INIT_CWD. */
export function whereTyped() {
  const here = process.cwd();
  return realpathSync(here) === realpathSync(root) ? (process.env.INIT_CWD ?? here) : here;
}

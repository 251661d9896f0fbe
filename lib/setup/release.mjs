import { runBuilt } from './run-built.mjs';
import { whereTyped } from './where-typed.mjs';

/** npm run release -- student OUT */
export default function release(args) {
  return runBuilt(['dist', 'homework', 'release-cli.js'], args, whereTyped());
}

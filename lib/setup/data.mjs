import { runBuilt } from './run-built.mjs';
import { whereTyped } from './where-typed.mjs';

/** npm run data -- drivers --out FILE: paths are meant from where it was typed. */
export default function data(args) {
  return runBuilt(['dist', 'data-gen', 'cli.js'], args, whereTyped());
}

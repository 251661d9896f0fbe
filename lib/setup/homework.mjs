import { runBuilt } from './run-built.mjs';
import { whereTyped } from './where-typed.mjs';

/** npm run homework -- new DIR, npm run homework -- check [DIR]: folders are meant from where it was typed. */
export default function homework(args) {
  return runBuilt(['dist', 'homework', 'cli.js'], args, whereTyped());
}

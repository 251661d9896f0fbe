import { runBuilt } from './run-built.mjs';

/** npm run data -- drivers --out FILE */
export default function data(args) {
  return runBuilt(['dist', 'data-gen', 'cli.js'], args);
}

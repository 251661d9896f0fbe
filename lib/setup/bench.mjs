import { runBuilt } from './run-built.mjs';

/** npm run bench */
export default function bench(args) {
  return runBuilt(['lib', 'bench', 'main.mjs'], args);
}

import { createRequire } from 'node:module';
import { join } from 'node:path';

/** A package among the clients that `npm run test:services` installed, in the folder that this variable names. */
export function clientPackage(variable: string, name: string): unknown {
  const folder = process.env[variable];
  if (folder === undefined) throw new Error(`${variable} is not set: run it by npm run test:services`);
  return createRequire(join(folder, 'package.json'))(name);
}

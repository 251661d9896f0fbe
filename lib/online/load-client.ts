import { createRequire } from 'node:module';
import { join } from 'node:path';

import { PackageError } from '../errors';

/**
 * A database's client, which the user installs: from the repository's folder, else from the current one, else beside
 * featlab itself.
 * @throws PackageError PACKAGE_MISSING that says what to install
 */
export function loadClient(name: string, folder: string): object {
  for (const from of [folder, process.cwd(), __dirname]) {
    const load = createRequire(join(from, 'package.json'));
    if (canResolve(load, name)) return load(name) as object;
  }
  throw new PackageError(
    'PACKAGE_MISSING',
    `the online store needs the package ${name}, which is not installed in ${folder}`,
    `npm install ${name}`,
  );
}

function canResolve(load: NodeJS.Require, name: string): boolean {
  try {
    load.resolve(name);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') return false;
    throw error;
  }
}

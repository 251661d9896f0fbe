import { createRequire } from 'node:module';
import { join } from 'node:path';

import { PackageError } from './errors';

/**
 * A package that the user brings, loaded when it is needed: from `folder`, else from the current one, else from beside
 * featlab itself.
 * @param why what needs it, for the message
 * @throws PackageError PACKAGE_MISSING that says what to install, also where what is there cannot be loaded
 */
export function loadPackage(name: string, why: string, folder: string = process.cwd()): unknown {
  for (const from of [folder, process.cwd(), __dirname]) {
    const load = createRequire(join(from, 'package.json'));
    if (canResolve(load, name)) return loaded(load, name, why);
  }
  throw new PackageError(
    'PACKAGE_MISSING',
    `${why} needs the package ${name}, which is not installed in ${folder}`,
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

function loaded(load: NodeJS.Require, name: string, why: string): unknown {
  try {
    return load(name) as unknown;
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new PackageError(
      'PACKAGE_MISSING',
      `${why} needs the package ${name}, which is in ${load.resolve(name)} and cannot be loaded: ${reason}`,
      `install it again: npm install ${name}`,
      { cause: error },
    );
  }
}

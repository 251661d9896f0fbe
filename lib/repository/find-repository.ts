import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

import { RepositoryError } from '../errors';

/** What makes a folder a feature repository. */
export const CONFIG_FILE = 'feature_store.yaml';

export interface FindOptions {
  /**
   * Take the nearest folder above too. For the current folder, where nobody said which repository is meant; a
   * folder that was said (`-c DIR`) is taken at its word, and so is the one that `apply` would change.
   */
  readonly upward?: boolean | undefined;
}

/**
 * The folder with feature_store.yaml, absolute: `from`, or with `upward` the nearest one above it.
 * @throws RepositoryError REPOSITORY_NOT_FOUND that says where it looked and, where one is near, what `-c` to type
 */
export function findRepository(from: string, options: FindOptions = {}): string {
  const folder = resolve(from);
  if (holdsConfig(folder)) return folder;
  const above = nearestAbove(folder);
  if (options.upward === true && above !== undefined) return above;
  throw new RepositoryError('REPOSITORY_NOT_FOUND', problem(folder, options.upward ?? false), fix(folder, above));
}

function holdsConfig(folder: string): boolean {
  return existsSync(join(folder, CONFIG_FILE));
}

function nearestAbove(folder: string): string | undefined {
  const parent = dirname(folder);
  if (parent === folder) return undefined;
  return holdsConfig(parent) ? parent : nearestAbove(parent);
}

function problem(folder: string, upward: boolean): string {
  if (!existsSync(folder)) return `there is no folder ${folder}, so no ${CONFIG_FILE} in it`;
  if (!statSync(folder).isDirectory()) return `${folder} is a file, not the folder of a ${CONFIG_FILE}`;
  return `there is no ${CONFIG_FILE} in ${folder}${upward ? ', nor in a folder above it' : ''}`;
}

function fix(folder: string, above: string | undefined): string {
  const near = above === undefined ? below(folder) : [above];
  if (near.length > 0) return `add ${near.map((found) => `-c ${typed(found)}`).join(' or ')}`;
  return 'name the feature repository with -c DIR, or make one with featlab init NAME';
}

/** The repositories directly below, the first three. */
function below(folder: string): string[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && holdsConfig(join(folder, entry.name)))
    .map((entry) => join(folder, entry.name))
    .sort()
    .slice(0, 3);
}

/** The folder as one would type it from the current one. */
function typed(folder: string): string {
  const path = relative('.', folder) || '.';
  return /^[\p{L}\p{N}._/\\:-]+$/u.test(path) ? path : `"${path}"`;
}

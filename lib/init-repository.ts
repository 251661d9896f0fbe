import { toClock } from './clock';
import type { NowInput } from './clock';
import type { NewRepository, Template } from './repository/init';

export interface InitRepositoryOptions {
  /** The repository's own folder, which is made; its last part is the project's name. */
  readonly folder: string;
  readonly template?: Template;
  /** Of the data. Default 1. */
  readonly seed?: number;
  /** The data end at the last full hour before. Default: the machine's clock. */
  readonly now?: NowInput;
}

/**
 * Makes a repository: feature_store.yaml, features.ts and fifteen days of data. All of it or, on an error, nothing.
 * @throws RepositoryError REPOSITORY_EXISTS where something is there already; InputError for a folder whose name
 *   cannot be a project's
 */
export async function initRepository({ folder, template, seed, now }: InitRepositoryOptions): Promise<NewRepository> {
  const { initRepository: make } = await import('./repository/init.js');
  return make({ name: folder, template, seed, now: toClock(now)() });
}

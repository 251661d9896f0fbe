import { toClock } from './time/clock';
import type { NowInput } from './time/clock';
import { InputError } from './errors';
import { demandObject } from './object-argument';
import type { NewRepository, Template } from './repository/init';

export interface InitRepositoryOptions {
  /** The repository's own folder, which is made; its last part is the project's name. */
  readonly folder: string;
  readonly template?: Template;
  /** Of the data. Default 1. */
  readonly seed?: number;
  /** How many drivers (of the drivers' template), from 1001 on: 1 to 1,000,000. Default 5. */
  readonly drivers?: number;
  /** How many days of data: 1 to 36,500. Default 15, a row an hour and driver; 60 of fraud. */
  readonly days?: number;
  /** The data end at the last full hour before, those of fraud at the last midnight. Default: the machine's clock. */
  readonly now?: NowInput;
}

const INIT_OPTIONS = ['folder', 'template', 'seed', 'drivers', 'days', 'now'];

/**
 * Makes a repository: feature_store.yaml, features.ts and data. All of it or, on an error, nothing.
 * @throws RepositoryError REPOSITORY_EXISTS where something is there already; InputError for a folder whose name
 *   cannot be a project's
 */
export async function initRepository(given: InitRepositoryOptions): Promise<NewRepository> {
  demandObject(given, 'the options', "initRepository({ folder: 'driver_repo' })", INIT_OPTIONS);
  const { folder, now, ...options } = given;
  if (typeof folder !== 'string') throw noFolder();
  const { initRepository: make } = await import('./repository/init.js');
  return make({ ...options, name: folder, now: toClock(now)() });
}

function noFolder(): InputError {
  return new InputError(
    'INPUT_INVALID',
    'initRepository was given no folder',
    "name the new one: initRepository({ folder: 'driver_repo' })",
  );
}

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

import { InputError, isFeatureStoreError, RepositoryError, StoreError } from '../errors';
import { packageRoot } from '../package-root';
import type { Instant } from '../time/time';
import { CONFIG_FILE } from './find-repository';
import { DEFINITIONS_FILE } from './load-definitions';
import { isProjectName, PROJECT_NAME_RULE } from './project-name';
import { TEMPLATE_DATA } from './template-data';
import type { Template } from './template-data';

export type { Template } from './template-data';

export interface InitOptions {
  /** Where to make it; the current folder where absent. */
  readonly folder?: string | undefined;
  /** The new folder's name, which is the project's too; a path where it belongs deeper. */
  readonly name: string;
  readonly template?: Template | undefined;
  /** Of the data: the same seed and hour of `now` give the same bytes. */
  readonly seed?: number | undefined;
  /** How many drivers, in the drivers' template; 5 where absent. */
  readonly drivers?: number | undefined;
  /** How many days of data; 15 where absent, 60 of fraud. */
  readonly days?: number | undefined;
  /** The data end at the last full hour before, those of fraud at the last midnight (UTC). */
  readonly now: Instant;
}

export interface NewRepository {
  /** The repository's folder, absolute. */
  readonly folder: string;
  readonly project: string;
  /** What was made, relative to the folder. */
  readonly files: readonly string[];
}

/**
 * Makes a repository: feature_store.yaml, features.ts and data. All of it or, on an error, nothing.
 * @throws RepositoryError REPOSITORY_EXISTS where something is at that place already, save an empty folder
 * @throws InputError INPUT_INVALID for a name that no project can have; data-gen's own error, of that code, for a seed
 * @throws StoreError STORE_UNWRITABLE where the folder cannot be written
 */
export async function initRepository(options: InitOptions): Promise<NewRepository> {
  const target = resolve(options.folder ?? '.', options.name);
  const project = basename(target);
  checkProject(options.name, project);
  checkFree(target);
  try {
    await makeWhole(target, (folder) => fill(folder, project, options));
  } catch (error) {
    throw isFeatureStoreError(error) ? error : unwritable(target, error);
  }
  return {
    folder: target,
    project,
    files: [CONFIG_FILE, DEFINITIONS_FILE, ...TEMPLATE_DATA[options.template ?? 'drivers'].places],
  };
}

function checkProject(name: string, project: string): void {
  if (name.trim() !== '' && isProjectName(project)) return;
  throw new InputError('INPUT_INVALID', `${JSON.stringify(name)} cannot be a project's name`, PROJECT_NAME_RULE);
}

function checkFree(target: string): void {
  if (!existsSync(target)) return;
  const found = statSync(target).isDirectory() ? readdirSync(target).sort() : ['a file of that name'];
  if (found.length === 0) return;
  const more = found.length > 5 ? ', …' : '';
  throw new RepositoryError(
    'REPOSITORY_EXISTS',
    `${target} is there already, with ${found.slice(0, 5).join(', ')}${more}`,
    'choose another name, or delete that one first',
  );
}

/** Filled beside its place, under another name, and put there in one step. */
async function makeWhole(target: string, make: (folder: string) => Promise<void>): Promise<void> {
  const part = join(dirname(target), `.${basename(target)}-${String(process.pid)}.part`);
  const made = await mkdir(part, { recursive: true });
  try {
    await make(part);
    if (existsSync(target)) await rmdir(target);
    await rename(part, target);
  } catch (error) {
    await rm(made ?? part, { recursive: true, force: true });
    throw error;
  }
}

async function fill(folder: string, project: string, options: InitOptions): Promise<void> {
  const { template = 'drivers', now, ...data } = options;
  const text = (file: string) => readFileSync(join(templateFolder(template), file), 'utf8');
  await writeFile(join(folder, CONFIG_FILE), text(CONFIG_FILE).replace('PROJECT', project));
  await writeFile(join(folder, DEFINITIONS_FILE), text(DEFINITIONS_FILE));
  await TEMPLATE_DATA[template].write(folder, { ...data, end: new Date(now.us / 1000) });
}

/** The package ships templates as they are, outside dist. */
function templateFolder(template: Template): string {
  return join(packageRoot(), 'lib', 'repository', 'templates', template);
}

function unwritable(target: string, error: unknown): unknown {
  if (!(error instanceof Error && 'syscall' in error)) return error;
  return new StoreError(
    'STORE_UNWRITABLE',
    `${target} cannot be made (${error.message})`,
    'go to a folder that you may write to, and in which there is room',
    { cause: error },
  );
}

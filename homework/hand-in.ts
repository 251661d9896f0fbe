import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { git } from './git';
import { HomeworkError } from './homework-error';

/** What is never handed in, where git does not say it. */
const LEFT_OUT = ['node_modules', '.git', 'data', 'online', 'training.parquet'];

/**
 * Copies to `to` what the folder would hand in: in a git repository all that git does not ignore, committed or not;
 * elsewhere all but packages, data and what the scripts made. Links stay links.
 * @throws HomeworkError where there is no such folder
 */
export function copyHandIn(folder: string, to: string): void {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new HomeworkError(
      `there is no folder ${folder}`,
      'name your homework’s folder, or go there and leave it out',
    );
  }
  mkdirSync(to, { recursive: true });
  for (const path of handIn(folder)) {
    mkdirSync(dirname(join(to, path)), { recursive: true });
    cpSync(join(folder, path), join(to, path), { recursive: true, verbatimSymlinks: true });
  }
}

function handIn(folder: string): string[] {
  // A folder inside another repository, which may ignore it, is not git's to judge.
  const listed = existsSync(join(folder, '.git'))
    ? git(folder, 'ls-files', '-z', '--cached', '--others', '--exclude-standard')
    : undefined;
  if (listed === undefined) return readdirSync(folder).filter((name) => !LEFT_OUT.includes(name));
  const paths = [...new Set(listed.split('\0'))].filter((path) => path !== '');
  return paths.filter((path) => lstatSync(join(folder, path), { throwIfNoEntry: false }) !== undefined);
}

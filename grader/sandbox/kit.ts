import { existsSync, lstatSync, readlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A folder or file of this machine, seen by a run under another name. */
export interface Mount {
  readonly from: string;
  readonly to: string;
  readonly writable?: boolean;
}

/** The project's folder, from grader/sandbox and from dist/grader/sandbox alike. */
export const ROOT: string = findRoot(__dirname);

function findRoot(folder: string): string {
  return existsSync(join(folder, 'node_modules', 'featlab')) ? folder : findRoot(dirname(folder));
}

/** Programs and libraries of the system. Not all of /usr: /usr/src or /usr/local may hold anything, also this project. */
const SYSTEM = ['/bin', '/lib', '/lib64', '/usr/bin', '/usr/lib', '/usr/lib32', '/usr/lib64', '/usr/share/zoneinfo'];

/** What a submission may lean on: the packages and the library as built, without the grader. */
export function kitMounts(): Mount[] {
  const parts = [
    'node_modules',
    'package.json',
    'dist/lib',
    'dist/data-gen',
    'lib/cli/bin.js',
    'lib/repository/templates',
  ];
  return [
    ...parts.map((part) => ({ from: join(ROOT, part), to: `/kit/${part}` })),
    { from: join(ROOT, 'grader', 'inside'), to: '/inside' },
    { from: join(ROOT, 'grader', 'inside', 'passwd'), to: '/etc/passwd' },
    { from: process.execPath, to: '/opt/node/bin/node' },
    ...SYSTEM.filter((path) => isFolder(path)).map((path) => ({ from: path, to: path })),
  ].filter(({ from }) => existsSync(from));
}

/** Links that stand at the machine's root: on most systems /bin, /lib and /lib64 lead into /usr. */
export function rootLinks(): [target: string, place: string][] {
  const links = ['/bin', '/lib', '/lib64'].filter((path) => existsSync(path) && lstatSync(path).isSymbolicLink());
  return links.map((path) => [readlinkSync(path), path]);
}

/** Does it lie where the system's programs and libraries do? */
export function isOfSystem(path: string): boolean {
  return SYSTEM.some((folder) => path.startsWith(`${folder}/`));
}

function isFolder(path: string): boolean {
  return existsSync(path) && !lstatSync(path).isSymbolicLink();
}

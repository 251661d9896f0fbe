import { delimiter, dirname } from 'node:path';
import { isOfSystem, kitMounts, ROOT, rootLinks } from './kit';
import type { Mount } from './kit';
import type { Limits } from './limits';

/** What is to be run: Node with `args`, which name places as the run sees them. */
export interface Job {
  readonly args: readonly string[];
  /** A place inside one of `mounts`. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly mounts: readonly Mount[];
}

/** How to start a job on this machine. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** What file descriptor 3 says, where it is to be there; then bwrap tells on the fourth what became of the run. */
  readonly third?: string;
  /** Who runs it, where that is somebody else than the grader. */
  readonly uid?: number | undefined;
}

/** A way to run jobs. */
export interface Box {
  /** Does it keep jobs from the machine? */
  readonly apart: boolean;
  readonly uid?: number | undefined;
  command(job: Job, limits: Limits): Command;
}

export const BWRAP = '/usr/bin/bwrap';
export const PRLIMIT = '/usr/bin/prlimit';

/** Threads count as processes for the kernel, and Node hangs where it gets fewer than 64. */
const THREADS = 160;
const SCRATCH = 256_000_000;

/**
 * Empty environment → prlimit → bubblewrap → prlimit → Node. bwrap itself starts with an empty environment (its own is
 * in /proc/1/environ) and reads its arguments from a descriptor (its command line is there too).
 * The limit on processes is set inside, where only the job's own count.
 */
export function bubble(uid?: number): Box {
  return {
    apart: true,
    uid,
    command: (job, limits) => ({
      file: PRLIMIT,
      args: [
        `--fsize=${String(limits.disk)}`,
        `--cpu=${String(2 * limits.seconds)}`,
        '--core=0',
        ...[BWRAP, '--args', '3', '--json-status-fd', '4', '--'],
        ...[PRLIMIT, `--nproc=${String(THREADS)}`],
        ...(limits.file === undefined ? [] : [`--fsize=${String(limits.file)}`]),
        ...['/opt/node/bin/node', ...job.args],
      ],
      cwd: '/',
      env: {},
      third: [...walls(), ...mountArgs(job.mounts), ...envArgs(job.env), '--chdir', job.cwd]
        .map((arg) => `${arg}\0`)
        .join(''),
      uid,
    }),
  };
}

function walls(): string[] {
  return [
    ...['--unshare-all', '--unshare-user', '--disable-userns', '--uid', '65534', '--gid', '65534'],
    ...['--hostname', 'grader', '--die-with-parent', '--new-session', '--cap-drop', 'ALL', '--clearenv'],
    ...['--proc', '/proc', '--dev', '/dev'],
    ...['--size', String(SCRATCH), '--perms', '1777', '--tmpfs', '/dev/shm', '--remount-ro', '/dev'],
    ...['--size', String(SCRATCH), '--perms', '1777', '--tmpfs', '/tmp'],
    ...rootLinks().flatMap((link) => ['--symlink', ...link]),
    ...kitMounts().flatMap(({ from, to }) => ['--ro-bind', from, to]),
    ...(isOfSystem(ROOT) ? ['--tmpfs', ROOT, '--remount-ro', ROOT] : []),
    ...['--symlink', '/kit/node_modules', '/homework/node_modules'],
  ];
}

/** The root itself is closed last: nothing can be written but the mounts that are meant for it. */
function mountArgs(mounts: readonly Mount[]): string[] {
  return [
    ...mounts.flatMap(({ from, to, writable }) => [writable ? '--bind' : '--ro-bind', from, to]),
    ...['--remount-ro', '/'],
  ];
}

function envArgs(env: Job['env']): string[] {
  const all = { PATH: '/opt/node/bin:/usr/bin:/bin', HOME: '/tmp', TMPDIR: '/tmp', LANG: 'C.UTF-8', ...env };
  return Object.entries(all).flatMap(([name, value]) => ['--setenv', name, value]);
}

/** No walls at all: the job's places are the machine's own. For machines without bubblewrap, and only when asked for. */
export const openBox: Box = {
  apart: false,
  command: ({ args, cwd, env, mounts }) => {
    const real = (text: string): string => realPlace(text, [...mounts, ...kitMounts(), { from: ROOT, to: '/kit' }]);
    return {
      file: process.execPath,
      args: args.map(real),
      cwd: real(cwd),
      env: {
        PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
        ...Object.fromEntries(
          // Node takes a backslash between quotes for an escape there.
          Object.entries(env).map(([name, value]) => [
            name,
            name === 'NODE_OPTIONS' ? real(value).replaceAll('\\', '\\\\') : real(value),
          ]),
        ),
      },
    };
  },
};

/** What may stand before a place inside of a text. */
const BEFORE: ReadonlySet<string> = new Set(['=', '"']);

/** `/data/x` → where it is on this machine; a text that names no mount stays. */
function realPlace(text: string, mounts: readonly Mount[]): string {
  for (const { from, to } of mounts) {
    const at = text.indexOf(to);
    const after = text[at + to.length];
    if (at < 0 || !(at === 0 || BEFORE.has(text[at - 1] ?? '')) || !(after === undefined || after === '/')) continue;
    return text.slice(0, at) + from + text.slice(at + to.length);
  }
  return text;
}

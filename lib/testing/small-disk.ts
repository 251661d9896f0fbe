import { execFile, execFileSync } from 'node:child_process';

import type { CliRun } from './run-cli';

/**
 * The folder's files go to a small disk in memory, the command runs there, and what is then there comes back. The
 * remount names what is mounted: else mount repeats the options that it finds, of which one is the user's number
 * outside the namespace, and who is not root is refused.
 */
const ON_DISK = `
folder=$1 room=$2; shift 2
disk=$(mktemp -d) && mount -t tmpfs -o size=256m featlab "$disk" && cp -r "$folder/." "$disk" && cd "$disk" || exit 99
mount -o remount,size=$(($(du -sk . | cut -f1) + room))k featlab "$disk" || exit 99
"$@"; code=$?
find "$folder" -mindepth 1 -delete && cp -r . "$folder" && cd / && umount "$disk" && rmdir "$disk" || exit 99
exit $code
`;

/** Mounts need a namespace of their own, which Linux gives to everyone, where it is not told otherwise. */
export const hasSmallDisks: boolean = process.platform === 'linux' && canMount();

function canMount(): boolean {
  try {
    const mount = 'disk=$(mktemp -d) && mount -t tmpfs -o size=1m featlab "$disk" && umount "$disk" && rmdir "$disk"';
    execFileSync('unshare', ['-rm', 'sh', '-c', mount], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Runs a Node script with the folder's files on a disk that has `room` KiB left. */
export function runOnSmallDisk(folder: string, room: number, command: readonly string[]): Promise<CliRun> {
  return run('unshare', ['-rm', 'sh', '-c', ON_DISK, 'sh', folder, String(room), process.execPath, ...command], folder);
}

/** Runs a Node script in the folder that may write no file beyond `room` KiB: the nearest to a full disk without one. */
export function runWithSmallFiles(folder: string, room: number, command: readonly string[]): Promise<CliRun> {
  const limited = 'ulimit -f "$1"; shift; exec "$@"';
  return run('sh', ['-c', limited, 'sh', String(2 * room), process.execPath, ...command], folder);
}

function run(program: string, args: readonly string[], cwd: string): Promise<CliRun> {
  return new Promise((resolve) => {
    const child = execFile(program, args, { cwd }, (_, stdout, stderr) => {
      resolve({ exit: child.exitCode, stdout, stderr });
    });
  });
}

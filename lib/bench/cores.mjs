import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/**
 * The command bound to `cores` processors, where the machine has more and can bind (Linux's taskset). Elsewhere the
 * command as it is: then featlab has a thread for each processor up to 4, and the peers `cores` threads.
 */
export function onCores(cores, command) {
  if (availableParallelism() <= cores || !canBind()) return command;
  return ['taskset', '-c', allowed().slice(0, cores).join(','), ...command];
}

export function canBind() {
  if (process.platform !== 'linux') return false;
  try {
    execFileSync('taskset', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The processors of this process, as Linux lists them: `0-3,8`. */
function allowed() {
  const [, list] = /Cpus_allowed_list:\s+(\S+)/.exec(readFileSync('/proc/self/status', 'utf8'));
  return list.split(',').flatMap((range) => {
    const [first, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
}

import { readFileSync } from 'node:fs';

/** The most memory that this process ever held, in MiB. */
export function peakMiB() {
  // Linux counts into maxRSS what the parent held when it started this process; VmHWM is this program's alone.
  const ofProgram = process.platform === 'linux' && /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'));
  return (ofProgram ? Number(ofProgram[1]) : process.resourceUsage().maxRSS) / 1024;
}

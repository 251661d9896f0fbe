import { spawnSync } from 'node:child_process';

/** Runs git in `folder`. Answers its stdout, or undefined where git is not there or says no. */
export function git(folder: string, ...args: string[]): string | undefined {
  const { status, stdout } = spawnSync('git', ['-C', folder, ...args], { encoding: 'utf8', maxBuffer: 1 << 26 });
  return status === 0 ? stdout : undefined;
}

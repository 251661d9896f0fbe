import { execFile } from 'node:child_process';
import { join } from 'node:path';

import { packageRoot } from '../package-root';
import { boundByPermissions } from './permissions';

export interface CliRun {
  /** Null where a signal ended it. */
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd?: string | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Bound by folders' permissions, also where the tests run as root. */
  readonly bound?: boolean | undefined;
}

/** Runs `featlab` as a process of its own, as built, into pipes. Never rejects. */
export function runCli(args: readonly string[], { cwd, env, bound = false }: CliOptions = {}): Promise<CliRun> {
  const command = [join(packageRoot(), 'lib', 'cli', 'bin.js'), ...args];
  const [program, rest] = bound ? boundByPermissions(process.execPath, command) : [process.execPath, command];
  return new Promise((resolve) => {
    const child = execFile(program, rest, { cwd, env: { ...process.env, ...env } }, (_, stdout, stderr) => {
      resolve({ exit: child.exitCode, stdout, stderr });
    });
  });
}

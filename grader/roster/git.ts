import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { GraderError } from '../grader-error';

const run = promisify(execFile);
const MINUTES = 10;

export interface Cloned {
  readonly commit: string;
  /** ISO: the commit's own time; null where the commit has none that can be read. */
  readonly committedAt: string | null;
}

/**
 * A repository's newest state into a new folder, without its history. Nothing of it runs: no hooks, no filters, no
 * submodules, no protocol that is a command. Whoever needs to log in uses a key or git's credential helper.
 */
export async function cloneInto(folder: string, source: string, ref: string): Promise<Cloned> {
  const safe = ['core.hooksPath=/dev/null', 'filter.lfs.smudge=', 'filter.lfs.process=', 'filter.lfs.required=false'];
  const branch = ref === '' ? [] : [`--branch=${ref}`];
  const options = ['--quiet', '--depth=1', '--single-branch', '--no-tags', '--template=', ...branch];
  await git([...safe.flatMap((one) => ['-c', one]), 'clone', ...options, '--', source, folder], source);
  const log = ['-c', 'log.showSignature=false', '-C', folder, 'log', '-1', '--format=%H %ct'];
  const [commit = '', seconds = ''] = (await git(log, source)).trim().split(' ');
  rmSync(join(folder, '.git'), { recursive: true, force: true });
  return { commit, committedAt: timeOf(seconds) };
}

/** Any number is a commit's time, if its author wants it. */
function timeOf(seconds: string): string | null {
  const time = new Date(seconds === '' ? NaN : Number(seconds) * 1000);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

async function git(args: readonly string[], source: string): Promise<string> {
  const env = { ...process.env, GIT_TERMINAL_PROMPT: '0', GIT_ALLOW_PROTOCOL: 'file:git:http:https:ssh' };
  try {
    return (await run('git', [...args], { env, timeout: MINUTES * 60_000, maxBuffer: 1e6 })).stdout;
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim().split('\n').at(-1);
    throw new GraderError(
      `${source} cannot be cloned (${said === undefined || said === '' ? String(error) : said})`,
      'look whether git clone of it works in a terminal, without a question',
    );
  }
}

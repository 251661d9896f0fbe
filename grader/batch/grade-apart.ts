import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';

import type { Graded } from '../details';
import type { GradeOptions } from '../grading';
import type { Proof } from '../sandbox/canaries';
import { ROOT } from '../sandbox/kit';

/** As built, so that tests of the sources start it too. */
const SCRIPT = join(ROOT, 'dist', 'grader', 'batch', 'grade-one.js');

/** Milliseconds for one submission: far more than all checks' own limits. */
export const DEADLINE: number = 30 * 60_000;

/** What a process of its own is told. */
export interface Task {
  readonly folder: string;
  readonly options: Pick<GradeOptions, 'allowUnsafe' | 'language' | 'only' | 'seed' | 'ttlSeconds' | 'weights'>;
  /** What the canaries of this batch found. */
  readonly proof: Pick<Proof, 'isolation' | 'layers'>;
}

/** What it answers. */
export type Answer = { readonly graded: Graded } | { readonly reason: string };

export interface ApartOptions {
  /** Where it may keep temporary files; the batch removes the folder. */
  readonly temporary: string;
  /** Milliseconds; then it is killed. */
  readonly deadline: number;
  readonly signal: AbortSignal;
}

/**
 * Grades a submission in a process of its own, so that what makes the grader itself fall over or hang (a file that
 * its reader chokes on) takes nothing else along.
 * @throws Error with what is known of its end
 */
export async function gradeApart(task: Task, { deadline, signal, temporary }: ApartOptions): Promise<Graded> {
  signal.throwIfAborted();
  const child = fork(SCRIPT, {
    detached: true,
    env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const stop = (): void => killAll(child);
  const timer = setTimeout(stop, deadline);
  signal.addEventListener('abort', stop);
  try {
    const answer = await answerOf(child, task);
    if ('graded' in answer) return answer.graded;
    throw new Error(answer.reason);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    stop();
  }
}

function answerOf(child: ChildProcess, task: Task): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-2000)));
    child.on('message', (answer: Answer) => resolve(answer));
    child.on('error', reject);
    child.on('close', (code, signal) => reject(new Error(`its process ended with ${String(signal ?? code)}: ${said}`)));
    child.send(task, (error) => error && reject(error));
  });
}

/** The process and all that it started: it leads a group of its own. */
function killAll({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

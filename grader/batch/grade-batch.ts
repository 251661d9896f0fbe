import { isFinal } from './stored-result';
import type { Stored } from './stored-result';
import type { TakenSubmission } from './take-class-in';

/** Grades one submission. A rejection is the grader's own fault, whatever it is. */
export type Grade = (submission: TakenSubmission) => Promise<Stored>;

export interface BatchOptions {
  readonly grade: Grade;
  /** How many at once. */
  readonly jobs: number;
  /** How often a submission is tried before its errors stand. */
  readonly attempts: number;
  /** The result of one whose every attempt was rejected. */
  readonly failed: (submission: TakenSubmission, reason: string) => Stored;
  /** Called as each is done, one after another; what it throws ends the batch (a full disk is everybody's trouble). */
  readonly onResult: (stored: Stored) => void;
}

/** Grades all, some at once, each apart from the others: whatever one does, the rest goes on. */
export async function gradeBatch(submissions: readonly TakenSubmission[], options: BatchOptions): Promise<void> {
  const waiting = [...submissions];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) options.onResult(await gradeOne(next, options));
  };
  await Promise.all(Array.from({ length: Math.min(options.jobs, waiting.length) }, worker));
}

async function gradeOne(submission: TakenSubmission, { attempts, failed, grade }: BatchOptions): Promise<Stored> {
  let stored = failed(submission, 'it was not tried');
  for (let attempt = 1; attempt <= attempts && !isFinal(stored.result); attempt++) {
    stored = await grade(submission).catch((error: unknown) => failed(submission, reasonOf(error)));
  }
  return stored;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

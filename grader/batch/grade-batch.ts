import type { Submission } from './submissions';
import { isFinal } from './stored-result';
import type { StoredResult } from './stored-result';

/** Grades one submission. A rejection is the grader's own fault, whatever it is. */
export type Grade = (submission: Submission) => Promise<StoredResult>;

export interface BatchOptions {
  readonly grade: Grade;
  /** How many at once. */
  readonly jobs: number;
  /** How often a submission is tried before its errors stand. */
  readonly attempts: number;
  /** The result of one whose every attempt was rejected. */
  readonly failed: (submission: Submission, reason: string) => StoredResult;
  /** Called as each is done, one after another; what it throws ends the batch (a full disk is everybody's trouble). */
  readonly onResult: (result: StoredResult) => void;
}

/** Grades all, some at once, each apart from the others: whatever one does, the rest goes on. */
export async function gradeBatch(submissions: readonly Submission[], options: BatchOptions): Promise<void> {
  const waiting = [...submissions];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) options.onResult(await gradeOne(next, options));
  };
  await Promise.all(Array.from({ length: Math.min(options.jobs, waiting.length) }, worker));
}

async function gradeOne(submission: Submission, { grade, attempts, failed }: BatchOptions): Promise<StoredResult> {
  let result: StoredResult | undefined;
  for (let attempt = 1; attempt <= attempts && !(result && isFinal(result)); attempt++) {
    result = await grade(submission).catch((error: unknown) => failed(submission, reasonOf(error)));
  }
  return result ?? failed(submission, 'it was not tried');
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

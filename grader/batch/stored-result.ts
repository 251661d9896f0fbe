import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { SubmissionResult } from '../result';
import { writeWhole } from './write-whole';

/** A result with the policy that it was graded under: with digest, version and seed, what it may be used again for. */
export interface StoredResult extends SubmissionResult {
  /** Digest of what of the policy changes a check or its weight. */
  readonly policy: string;
}

export type ResultKey = Pick<StoredResult, 'digest' | 'grader_version' | 'seed' | 'policy'>;

/** The result of a submission in `out`; undefined where there is none, or a broken one. */
export function readResult(out: string, name: string): StoredResult | undefined {
  try {
    const result = JSON.parse(readFileSync(fileOf(out, name), 'utf8')) as StoredResult;
    return Array.isArray(result.checks) ? result : undefined;
  } catch {
    return undefined;
  }
}

export function writeResult(out: string, result: StoredResult): void {
  writeWhole(fileOf(out, result.submission), `${JSON.stringify(result, null, 2)}\n`);
}

/** Whether there is nothing to grade again: all that the result depends on is the same, and the grader did its part. */
export function isCurrent(result: StoredResult | undefined, key: ResultKey): result is StoredResult {
  return (
    result !== undefined &&
    result.digest === key.digest &&
    result.grader_version === key.grader_version &&
    result.seed === key.seed &&
    result.policy === key.policy &&
    isFinal(result)
  );
}

/** False where a check ended in the grader's own fault: that is tried again. */
export function isFinal(result: SubmissionResult): boolean {
  return result.checks.every((check) => check.status !== 'error');
}

function fileOf(out: string, name: string): string {
  return join(out, name, 'result.json');
}

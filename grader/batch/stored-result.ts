import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Details } from '../details';
import type { SubmissionResult } from '../result';
import { DETAILS, RESULT } from './out-files';
import { writeWhole } from './write-whole';

/** A result with the policy that it was graded under: with digest, version and seed, what it may be used again for. */
export interface StoredResult extends SubmissionResult {
  /** Digest of what of the policy changes a check or its weight. */
  readonly policy: string;
}

export interface Stored {
  readonly result: StoredResult;
  /** Null where the grader fell over. */
  readonly details: Details | null;
}

export type ResultKey = Pick<StoredResult, 'digest' | 'grader_version' | 'seed' | 'policy'>;

/** What was graded of a submission in `out`; undefined where there is nothing, or something broken. */
export function readStored(out: string, name: string): Stored | undefined {
  const result = readJson(join(out, name, RESULT)) as StoredResult | undefined;
  if (!Array.isArray(result?.checks)) return undefined;
  const details = readJson(join(out, name, DETAILS)) as (Details & { readonly of: string }) | undefined;
  return { result, details: details?.of === result.digest ? details : null };
}

/** The details first: a result is there only when all of it is. */
export function writeStored(out: string, { details, result }: Stored): void {
  const folder = join(out, result.submission);
  if (details) writeWhole(join(folder, DETAILS), json({ of: result.digest, ...details }), true);
  writeWhole(join(folder, RESULT), json(result), true);
}

/** Whether there is nothing to grade again: all that the result depends on is the same, and the grader did its part. */
export function isCurrent(stored: Stored | undefined, key: ResultKey): stored is Stored {
  const result = stored?.result;
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

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch {
    return undefined;
  }
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

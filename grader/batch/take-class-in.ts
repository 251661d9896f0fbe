import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Compared } from '../alike/find-alike';
import { takeIn } from '../intake/take-in';
import type { Submission } from './submissions';

/** A submission and the digest of what was handed in. */
export interface TakenSubmission extends Submission, Compared {
  /** All who get its grade. */
  readonly members: readonly string[];
}

/** Of a submission's TypeScript, what is compared with the others'. */
const MOST_CODE = 500_000;

/**
 * Copies a submission as the grader takes it in, and reads the copy: links are not followed, and whatever lies there
 * is this submission's own trouble. One that cannot be read has an empty digest.
 */
export function takeSubmissionIn(submission: Submission, members: readonly string[]): TakenSubmission {
  const place = mkdtempSync(join(tmpdir(), 'featlab-intake-'));
  try {
    const { digest, files } = takeIn(submission.folder, join(place, 'taken'));
    return { ...submission, members, digest, text: codeOf(join(place, 'taken'), files) };
  } catch {
    return { ...submission, members, digest: '', text: '' };
  } finally {
    rmSync(place, { recursive: true, force: true, maxRetries: 3 });
  }
}

function codeOf(folder: string, files: readonly string[]): string {
  let code = '';
  for (const file of files) {
    if (/\.[cm]?[tj]s$/.test(file) && code.length < MOST_CODE) code += `${readFileSync(join(folder, file), 'utf8')}\n`;
  }
  return code.slice(0, MOST_CODE);
}

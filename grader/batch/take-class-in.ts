import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Compared } from '../alike/find-alike';
import type { Code } from '../alike/token-file';
import { takeIn } from '../intake/take-in';
import type { Submission } from './submissions';

/** A submission and the digest of what was handed in. */
export interface TakenSubmission extends Submission, Compared {
  /** All who get its grade. */
  readonly members: readonly string[];
}

/** Characters of a submission's TypeScript that are compared with the others'. */
const MOST_CODE = 500_000;

/**
 * Copies a submission as the grader takes it in, and reads the copy: links are not followed, and whatever lies there
 * is this submission's own trouble. One that cannot be read has an empty digest.
 */
export function takeSubmissionIn(submission: Submission, members: readonly string[]): TakenSubmission {
  const place = mkdtempSync(join(tmpdir(), 'featlab-intake-'));
  try {
    const { digest, files } = takeIn(submission.folder, join(place, 'taken'));
    return { ...submission, members, digest, code: codeOf(join(place, 'taken'), files) };
  } catch {
    return { ...submission, members, digest: '', code: [] };
  } finally {
    rmSync(place, { recursive: true, force: true, maxRetries: 3 });
  }
}

function codeOf(folder: string, files: readonly string[]): readonly Code[] {
  const code: Code[] = [];
  let left = MOST_CODE;
  for (const name of files.filter((file) => /\.[cm]?[tj]s$/.test(file))) {
    const text = readFileSync(join(folder, name), 'utf8').slice(0, left);
    left -= text.length;
    code.push({ name, text });
  }
  return code;
}

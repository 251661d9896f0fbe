import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { CLASS_FOLDER, CLASS_JSON } from '../batch/out-files';
import type { RunRecord } from '../batch/run-record';
import { isFinal, readStored } from '../batch/stored-result';
import type { StoredResult } from '../batch/stored-result';
import { policyDigest } from '../batch/policy-digest';
import { GRADER_VERSION } from '../grader-version';
import { readComments } from '../policy/comments';
import type { Comment } from '../policy/comments';
import { latenessOf } from '../policy/lateness';
import { DEFAULT_POLICY } from '../policy/policy';
import type { Policy } from '../policy/policy';
import { readPolicy } from '../policy/read-policy';
import type { Change, ClassRecord } from './class-record';
import { gradeOf, stateOf } from './graded-submission';
import type { GradedSubmission } from './graded-submission';
import { slipsOf } from './slips-of';

/**
 * The class in `out`, with its policy and comments as they are now.
 * @throws GraderError where one of these cannot be read
 */
export function classOf(out: string, run: RunRecord): ClassRecord {
  const policy = run.policy === null ? DEFAULT_POLICY : readPolicy(run.policy);
  const comments = run.comments === null ? new Map<string, Comment>() : readComments(run.comments);
  const skipped = [...run.skipped];
  const submissions: GradedSubmission[] = [];
  for (const one of run.graded) {
    const graded = gradedOf(out, one, policy, comments);
    if (graded) submissions.push(graded);
    const why = graded ? whyOlder(graded.result, one, run, policy) : 'not graded yet';
    if (why !== undefined) skipped.push(`${one.name}: ${why}`);
  }
  skipped.push(...slipsOf(run, policy, comments));
  return { policy, seed: run.seed, submissions, alike: run.alike, changes: changesOf(out, submissions), skipped };
}

function gradedOf(
  out: string,
  { fetched, members, name }: RunRecord['graded'][number],
  policy: Policy,
  comments: ReadonlyMap<string, Comment>,
): GradedSubmission | undefined {
  const stored = readStored(out, name);
  if (stored === undefined) return undefined;
  const { details, result } = stored;
  const submittedAt = fetched?.submitted_at == null ? null : Date.parse(fetched.submitted_at);
  const lateness = latenessOf(members, submittedAt, policy);
  // Any of a pair: it is one report.
  const comment = members.map((member) => comments.get(member)).find((found) => found !== undefined) ?? null;
  const grade = gradeOf(result.score, lateness, comment?.points ?? 0);
  const language = fetched?.language ?? policy.language;
  const state = stateOf(result, grade, policy.passMark);
  return { name, members, language, result, details, fetched, lateness, comment, grade, state };
}

/** Why the result that is shown is not what a grading would make now; undefined where it is. */
function whyOlder(
  result: StoredResult,
  { digest }: RunRecord['graded'][number],
  { seed }: RunRecord,
  policy: Policy,
): string | undefined {
  // Of a result that the grader owes, the page says so already.
  if (!isFinal(result)) return undefined;
  const reasons = [
    digest !== undefined && result.digest !== digest && 'what was handed in has changed',
    result.policy !== policyDigest(policy) && 'the weights or TTLs have changed',
    result.seed !== seed && 'the seed is another',
    result.grader_version !== GRADER_VERSION && 'the grader is another version',
  ].filter((reason) => reason !== false);
  return reasons.length === 0 ? undefined : `its result is older (${reasons.join(', ')}); grade it again`;
}

/** Against the class's last record. Who is new has not changed. */
function changesOf(out: string, submissions: readonly GradedSubmission[]): readonly Change[] {
  const before = new Map(lastGrades(out).map(({ grade, submission }) => [submission, grade]));
  return submissions.flatMap(({ grade, name }) => {
    const last = before.get(name);
    return last === undefined || last === grade ? [] : [{ submission: name, before: last, now: grade }];
  });
}

interface LastGrade {
  readonly submission: string;
  readonly grade: number | null;
}

function lastGrades(out: string): readonly LastGrade[] {
  try {
    const last = JSON.parse(readFileSync(join(out, CLASS_FOLDER, CLASS_JSON), 'utf8')) as { submissions: LastGrade[] };
    return last.submissions;
  } catch {
    return [];
  }
}

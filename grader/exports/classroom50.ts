import type { Policy } from '../policy/policy';
import type { GradedSubmission } from '../reports/graded-submission';
import { reportedChecks } from '../reports/reported-check';
import { checkText } from './check-text';

/**
 * `classroom50/result/v1` (https://github.com/foundation50/classroom50/wiki/Advanced-Autograding). Its scores are whole
 * numbers, so points count a hundredfold, each check's rounded.
 * Commit and time are as the fetch recorded them; `gradedAt` (ISO) stands in for a time that is not known. Undefined
 * where the grader still owes a grade.
 */
export function classroom50Result(graded: GradedSubmission, policy: Policy, gradedAt: string): string | undefined {
  if (graded.state === 'pending') return undefined;
  const {
    fetched,
    result: { digest },
  } = graded;
  const named = [fetched?.source, fetched?.commit].filter(Boolean).join('#');
  const commit = fetched?.commit ? named : `sha256:${digest}`;
  const tests = reportedChecks(graded).map((check) => ({
    'test-name': `${check.id} · ${check.title}`,
    passed: check.status === 'passed',
    score: hundredfold(check.earned),
    'max-score': hundredfold(check.weight),
    output: checkText(check, graded.language),
  }));
  const result = {
    schema: 'classroom50/result/v1',
    classroom: policy.cohort.name || 'class',
    assignment: policy.assignment,
    owner: graded.name,
    assignment_type: graded.members.length > 1 ? 'group' : 'individual',
    submission: fetched?.commit ?? digest,
    commit,
    release: commit,
    review: commit,
    datetime: wholeSeconds(fetched?.submitted_at ?? gradedAt),
    graded_at: wholeSeconds(gradedAt),
    score: tests.reduce((sum, test) => sum + test.score, 0),
    'max-score': tests.reduce((sum, test) => sum + test['max-score'], 0),
    tests,
  };
  return `${JSON.stringify(result, null, 2)}\n`;
}

function wholeSeconds(time: string): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}

function hundredfold(points: number): number {
  return Math.round(points * 100);
}

import { checkRates } from '../reports/check-rates';
import type { ClassRecord } from '../reports/class-record';
import { STATE_NAMES } from '../reports/graded-submission';
import { failedCauses } from '../reports/failed-causes';

/** What the class page shows, for other programs, and for the next grading to say what changed. */
export function classJson({ alike, changes, policy, seed, skipped, submissions }: ClassRecord): string {
  const record = {
    assignment: policy.assignment,
    cohort: policy.cohort.name,
    pass_mark: policy.passMark,
    seed,
    submissions: submissions.map(({ grade, lateness, members, name, result, state }) => ({
      submission: name,
      members,
      state: STATE_NAMES[state],
      grade,
      score: result.score,
      late: lateness,
      isolation: result.isolation,
      grader_version: result.grader_version,
      digest: result.digest,
      checks: Object.fromEntries(result.checks.map(({ cause, id, status }) => [id, { status, cause }])),
    })),
    check_rates: checkRates(submissions),
    failed_causes: failedCauses(submissions),
    alike,
    changes,
    skipped,
  };
  return `${JSON.stringify(record, null, 2)}\n`;
}

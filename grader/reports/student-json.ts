import type { Policy } from '../policy/policy';
import { STATE_NAMES } from './graded-submission';
import type { GradedSubmission } from './graded-submission';
import { reportedChecks } from './reported-check';

/** What studentPage shows, as JSON: nothing of the hidden data but the smallest cases, and no seed. */
export function studentJson(graded: GradedSubmission, policy: Policy): string {
  const { comment, details, grade, language, lateness, name, result, state } = graded;
  const report = {
    submission: name,
    assignment: policy.assignment,
    language,
    grade,
    score: result.score,
    max_score: result.max_score,
    state: STATE_NAMES[state],
    late: { days: lateness.days, penalty: lateness.penalty, accepted: lateness.accepted },
    comment: comment?.text ?? null,
    adjustment: comment?.points ?? 0,
    isolation: result.isolation,
    grader_version: result.grader_version,
    digest: result.digest,
    checks: reportedChecks(graded).map(({ causeText, failure, readAgain, waitsFor, ...check }) => ({
      ...check,
      waits_for: waitsFor,
      cause_text: causeText,
      case: failure,
      read_again: readAgain,
    })),
    notices: details?.notices.map(({ kind, text }) => ({ kind, text: text[language] })) ?? [],
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

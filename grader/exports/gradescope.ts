import { gradeLines, isolationText } from '../reports/grade-lines';
import type { GradedSubmission } from '../reports/graded-submission';
import { reportedChecks } from '../reports/reported-check';
import { WORDS } from '../reports/words';
import { checkText } from './check-text';

/**
 * Gradescope's `results.json` (https://gradescope-autograders.readthedocs.io/en/latest/specs/). A submission that could
 * not be graded scores 0 there, because Gradescope knows no absent score; its output says so. Undefined where the grader
 * still owes a grade: a fault of its own is never a zero.
 */
export function gradescopeResults(graded: GradedSubmission): string | undefined {
  if (graded.state === 'pending') return undefined;
  const { comment, details, grade, language, state } = graded;
  const results = {
    score: grade ?? 0,
    execution_time: Math.round(details?.seconds ?? 0),
    output: [WORDS[state][language], gradeLines(graded).join('\n'), isolationText(graded), comment?.text]
      .filter(Boolean)
      .join('\n\n'),
    output_format: 'text',
    test_output_format: 'text',
    test_name_format: 'text',
    visibility: 'visible',
    stdout_visibility: 'hidden',
    extra_data: { digest: graded.result.digest, grader_version: graded.result.grader_version },
    tests: reportedChecks(graded).map((check) => ({
      score: check.earned,
      max_score: check.weight,
      status: check.status === 'passed' ? 'passed' : 'failed',
      name: `${check.id} · ${check.title}`,
      number: check.id,
      output: checkText(check, language),
      tags: [check.group, check.status],
      visibility: 'visible',
    })),
  };
  return `${JSON.stringify(results, null, 2)}\n`;
}

import { CHECK_IDS } from '../check-list';
import type { SubmissionResult } from '../result';

const MARKS = { passed: '·', failed: '✗', not_run: ' ', error: '!' } as const;

/** A line for each submission, a column for each check: ✗ failed, · passed, blank not run. */
export function killMatrix(results: readonly SubmissionResult[]): string {
  const width = Math.max(10, ...results.map(({ submission }) => submission.length));
  const head = `${''.padEnd(width)}  ${CHECK_IDS.map((id) => id.padEnd(3)).join(' ')}  score`;
  const lines = results.map(({ submission, checks, score }) => {
    const marks = checks.map(({ status }) => MARKS[status].padEnd(3)).join(' ');
    return `${submission.padEnd(width)}  ${marks}  ${score === null ? '–' : String(score)}`;
  });
  return [head, ...lines].join('\n');
}

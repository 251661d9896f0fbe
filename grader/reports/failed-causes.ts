import type { GradedSubmission } from './graded-submission';

export interface FailedCause {
  readonly cause: string;
  /** Submissions with a check that failed for it. */
  readonly submissions: number;
  readonly checks: readonly string[];
}

/** What went wrong in the class, the most frequent first. A cause counts once for a submission. */
export function failedCauses(submissions: readonly GradedSubmission[]): readonly FailedCause[] {
  const found = new Map<string, { submissions: Set<string>; checks: Set<string> }>();
  for (const { name, result } of submissions) {
    for (const { cause, id, status } of result.checks) {
      if (status !== 'failed' || cause === null) continue;
      const seen = found.get(cause) ?? { submissions: new Set(), checks: new Set() };
      seen.submissions.add(name);
      seen.checks.add(id);
      found.set(cause, seen);
    }
  }
  return [...found]
    .map(([cause, seen]) => ({ cause, submissions: seen.submissions.size, checks: [...seen.checks] }))
    .sort((a, b) => b.submissions - a.submissions);
}

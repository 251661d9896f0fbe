import { CHECK_IDS } from '../check-list';
import type { CheckId } from '../check-list';
import type { GradedSubmission } from './graded-submission';

export interface CheckRate {
  readonly id: CheckId;
  readonly passed: number;
  readonly failed: number;
}

/** Of each check, in its order: how many passed and how many failed; those that did not run it are in neither. */
export function checkRates(submissions: readonly GradedSubmission[]): readonly CheckRate[] {
  return CHECK_IDS.map((id) => {
    const statuses = submissions.map(({ result }) => result.checks.find((check) => check.id === id)?.status);
    const count = (wanted: string): number => statuses.filter((status) => status === wanted).length;
    return { id, passed: count('passed'), failed: count('failed') };
  });
}

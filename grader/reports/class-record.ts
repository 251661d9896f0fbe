import type { Policy } from '../policy/policy';
import type { AlikePair } from '../alike/alike-pair';
import type { GradedSubmission } from './graded-submission';

/** What the reports to an instructor are made of. */
export interface ClassRecord {
  readonly policy: Policy;
  readonly seed: number;
  /** In the order of their names. */
  readonly submissions: readonly GradedSubmission[];
  /** The most alike first. */
  readonly alike: readonly AlikePair[];
  /** Against the last time that the whole class was graded. */
  readonly changes: readonly Change[];
  /** What was not graded, and why. */
  readonly skipped: readonly string[];
}

export interface Change {
  readonly submission: string;
  /** Null: there was no grade. */
  readonly before: number | null;
  readonly now: number | null;
}

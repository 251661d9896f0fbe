import type { StoredResult } from '../batch/stored-result';
import type { Details } from '../details';
import type { Comment } from '../policy/comments';
import type { Lateness } from '../policy/lateness';
import type { Fetched } from '../roster/fetched';
import type { Language } from '../text';

/** A submission with all that makes its grade. */
export interface GradedSubmission {
  readonly name: string;
  /** All who get this grade: a pair, or the one. */
  readonly members: readonly string[];
  readonly language: Language;
  readonly result: StoredResult;
  /** Absent where the grader fell over. */
  readonly details: Details | null;
  /** Where it came from and when; null where it was not fetched by a roster. */
  readonly fetched: Fetched | null;
  readonly lateness: Lateness;
  readonly comment: Comment | null;
  /** The score less what lateness costs, with the instructor's adjustment, 0-100; null where there is no score. */
  readonly grade: number | null;
  readonly state: State;
}

/** `pending`: the grader's own fault, to be graded again. */
export type State = 'pass' | 'notPass' | 'notGradable' | 'pending';

/** As other programs read it. */
export const STATE_NAMES: Readonly<Record<State, string>> = {
  pass: 'passed',
  notPass: 'not_passed',
  notGradable: 'not_gradable',
  pending: 'pending',
};

/** @returns the grade, with at most two digits after the point */
export function gradeOf(score: number | null, lateness: Lateness, points: number): number | null {
  if (score === null) return null;
  if (!lateness.accepted) return Math.max(0, points);
  return Math.round(Math.min(100, Math.max(0, score - lateness.penalty + points)) * 100) / 100;
}

export function stateOf({ gradable, checks }: StoredResult, grade: number | null, passMark: number): State {
  if (checks.some((check) => check.status === 'error')) return 'pending';
  if (!gradable) return 'notGradable';
  if (grade === null) return 'pending';
  return grade >= passMark ? 'pass' : 'notPass';
}

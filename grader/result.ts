/** `not_run`: a parent failed, which is no failure. `error`: the grader's own fault, to be tried again, never a zero. */
export type CheckStatus = 'passed' | 'failed' | 'not_run' | 'error';

/** How the submission was kept apart: by every layer, some, or none. */
export type Isolation = 'strong' | 'partial' | 'none';

export interface CheckResult {
  readonly id: string;
  readonly status: CheckStatus;
  readonly weight: number;
  readonly cause: string | null;
  readonly message: string | null;
}

/** `OUT/NAME/result.json` */
export interface SubmissionResult {
  /** The folder's name, verbatim. */
  readonly submission: string;
  readonly digest: string;
  readonly gradable: boolean;
  /** Null where it is not gradable, or not graded yet. */
  readonly score: number | null;
  readonly max_score: 100;
  readonly isolation: Isolation;
  readonly grader_version: string;
  readonly seed: number;
  readonly checks: readonly CheckResult[];
}

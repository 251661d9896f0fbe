import type { Cause } from './causes';
import type { CheckId } from './check-list';
import type { CheckStatus, SubmissionResult } from './result';
import type { Text } from './text';

/** A value as a report shows it: JSON text, a time in ISO form, or `missing`. */
export type Shown = string;

/** The smallest case of a failure: all that a student ever sees of hidden data. */
export interface FailureCase {
  /** What was asked, `{"customer_id":17,"merchant_id":9}` and the time. */
  readonly request: Shown;
  /** ISO, microseconds and all. */
  readonly at: string;
  readonly path: 'training' | 'serving' | 'both';
  /** The first field that differs. */
  readonly field: string;
  /** Of both paths: what was trained. */
  readonly expected: Shown;
  /** Of both paths: what was served. */
  readonly got: Shown;
  /** The source row that explains it, in words, where one does. */
  readonly explanation: Text | null;
}

/** A share of a check's points: E1's views, E2's views and paths. */
export interface Part {
  readonly name: string;
  readonly passed: boolean;
  /** It failed for what stands beside the features alone, the ids or a label's columns: the view is judged on. */
  readonly beside?: true;
}

export interface CheckDetails {
  readonly id: CheckId;
  readonly status: CheckStatus;
  readonly cause: Cause | null;
  readonly earned: number;
  readonly weight: number;
  readonly message: Text;
  readonly parts: readonly Part[];
  readonly failure: FailureCase | null;
  /** What the submission printed as it failed. For the instructor alone: hidden data may be in it. */
  readonly said: string | null;
  /** Processor seconds of the submission's processes, and seconds on the wall. */
  readonly cpuSeconds: number;
  readonly seconds: number;
}

/** Something seen that carries no verdict: an extra column, a script of package.json, an attempt at something. */
export interface Notice {
  readonly kind: 'form' | 'attempt' | 'written';
  readonly text: Text;
}

/** `OUT/NAME/details.json`: what the reports tell beyond the result. */
export interface Details {
  readonly checks: readonly CheckDetails[];
  readonly notices: readonly Notice[];
  /** The sandbox's layers that held when the canaries looked, and those that did not. */
  readonly layers: Readonly<Record<string, boolean>>;
  readonly cpuSeconds: number;
  readonly seconds: number;
}

export interface Graded {
  readonly result: SubmissionResult;
  readonly details: Details;
}

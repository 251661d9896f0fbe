import type { CheckId } from './check-list';
import type { CheckDetails } from './details';
import type { Failure } from './run/failure';
import type { Language } from './text';

export interface GradeOptions {
  /** A whole number. The same seed makes the same hidden data. */
  readonly seed: number;
  /** Of the messages in the result; the details have both. */
  readonly language?: Language;
  /** TTLs of a cohort's variant, in whole seconds; the text's own where absent. */
  readonly ttlSeconds?: Readonly<Partial<Record<'customer_stats' | 'merchant_stats' | 'transaction_features', number>>>;
  /** Points of each check instead of the table's; they need not sum to 100, the score is scaled. */
  readonly weights?: Readonly<Partial<Record<CheckId, number>>>;
  /** Only these, and what they stand on; the others are `not_run`. */
  readonly only?: readonly CheckId[];
  /** What another grading of this submission found: these checks are not run again, and count as they came out. */
  readonly known?: readonly CheckDetails[];
  /** Grade without isolation where there is none to be had. */
  readonly allowUnsafe?: boolean;
  /** Called before each check. */
  readonly onCheck?: (id: CheckId, done: number, of: number) => void;
  /** Called for each check that failed, with the source rows of its case, which no report shows. */
  readonly onFailure?: (id: CheckId, failure: Failure) => void;
  /** Grading stops, everything is killed and removed, and the call is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
}

import type { Cause } from '../causes';
import type { CheckId } from '../check-list';

/** A change of a text: what is there once, and what stands there instead. */
export type Change = readonly [find: string, replace: string];

/** A submission with one fault: a right one, and the change that breaks it. */
export interface WrongSubmission {
  readonly name: string;
  /** The folder in corpus/right, or the homework's own; by hand where absent. */
  readonly base?: 'by-hand' | 'duckdb-sql' | 'reference' | 'starter';
  /** What a person would say of it. */
  readonly story: string;
  /** Exactly these checks fail. None: an attack that changes nothing. */
  readonly fails: readonly CheckId[];
  /** Of the first of them. */
  readonly cause?: Cause;
  /** Checks that take long in whose data its fault shows too, and which it passes: one fault costs its own points once. */
  readonly spares?: readonly CheckId[];
  /** What the report must mention among its notices. */
  readonly notice?: RegExp;
  /** Was it applied before it was changed, and its registry handed in? */
  readonly applied?: boolean;
  readonly change?: Readonly<Record<string, readonly Change[]>>;
  /** Files that are added or replaced; null removes one. */
  readonly files?: Readonly<Record<string, string | null>>;
  /** Links that are added: path → target. */
  readonly links?: Readonly<Record<string, string>>;
  /** Pipes that are added. */
  readonly pipes?: readonly string[];
}

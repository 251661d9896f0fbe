import type { GradeOptions } from '../grading';
import type { Language } from '../text';

/** What an instructor decides for a class: what of the grader's result becomes a grade, and for whom. */
export interface Policy {
  /** What the exports call this homework. */
  readonly assignment: string;
  /** Of the reports to students whose own language is not known. */
  readonly language: Language;
  /** From this grade on it is passed. */
  readonly passMark: number;
  /** Epoch milliseconds. */
  readonly due: number | null;
  readonly late: LatePolicy;
  /** By submission. */
  readonly extensions: ReadonlyMap<string, Extension>;
  /** Submissions' names; the first one's is graded, and all get that grade. */
  readonly pairs: readonly (readonly string[])[];
  /** Points of checks, of 100; where absent, the rubric's own. */
  readonly weights: NonNullable<GradeOptions['weights']>;
  readonly cohort: Cohort;
}

export interface LatePolicy {
  /** Days, each begun one counted whole, for which nothing is taken off. */
  readonly freeDays: number;
  readonly pointsPerDay: number;
  /** Later than this many days nothing is accepted; null: no end. */
  readonly lastDay: number | null;
}

/** More milliseconds, or a due time of one's own. */
export type Extension = { readonly more: number } | { readonly until: number };

/** What makes this class's homework another than last year's. */
export interface Cohort {
  readonly name: string;
  /** Of the hidden data. */
  readonly seed: number | null;
  /** By feature view; the text that these students get says the same. */
  readonly ttlSeconds: NonNullable<GradeOptions['ttlSeconds']>;
}

export const DEFAULT_POLICY: Policy = {
  assignment: 'Fraud features',
  language: 'es',
  passMark: 60,
  due: null,
  late: { freeDays: 0, pointsPerDay: 0, lastDay: null },
  extensions: new Map(),
  pairs: [],
  weights: {},
  cohort: { name: '', seed: null, ttlSeconds: {} },
};

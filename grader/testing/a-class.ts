import { CHECK_IDS, CHECKS, weightOf } from '../check-list';
import type { CheckId } from '../check-list';
import type { Cause } from '../causes';
import type { CheckDetails, Details, FailureCase, Notice, Part } from '../details';
import { DEFAULT_POLICY } from '../policy/policy';
import type { Policy } from '../policy/policy';
import type { ClassRecord } from '../reports/class-record';
import { stateOf } from '../reports/graded-submission';
import type { GradedSubmission } from '../reports/graded-submission';
import { aResult } from './a-result';

/** What goes wrong in a submission: check → why. */
export interface Faults {
  readonly failed?: Readonly<Partial<Record<CheckId, Fault>>>;
  readonly errors?: readonly CheckId[];
  readonly notices?: readonly Notice[];
}

export interface Fault {
  readonly cause: Cause;
  readonly message: string;
  readonly failure?: FailureCase;
  readonly parts?: readonly Part[];
}

export const LEAK: Fault = {
  cause: 'future_leak',
  message: 'the row of 12:00:01 was used for a question asked at 12:00:00',
  failure: {
    request: '{"customer_id":17,"merchant_id":9}',
    at: '2026-03-04T12:00:00.000000Z',
    path: 'training',
    field: 'avg_purchase',
    expected: '12.5',
    got: '99.25',
    explanation: {
      en: 'customer_stats has 99.25 at 12:00:01, after the question',
      es: 'customer_stats tiene 99.25 a las 12:00:01, después de la pregunta',
    },
  },
};

/** A submission as the grader would have left it; S0 failed means that nothing else ran. */
export function aSubmission(
  name: string,
  { failed = {}, errors = [], notices = [] }: Faults = {},
  more: Partial<GradedSubmission> = {},
): GradedSubmission {
  const stopped = 'S0' in failed;
  const checks = CHECK_IDS.map((id) => aCheck(id, failed[id], errors.includes(id), stopped));
  const score = Math.round(100 * checks.reduce((sum, check) => sum + check.earned, 0)) / 100;
  const result = aResult(name, {
    gradable: !stopped,
    score: stopped || errors.length > 0 ? null : score,
    checks: checks.map(({ id, status, cause, message, weight }) => ({
      id,
      status,
      cause,
      message: message.es,
      weight,
    })),
  });
  const details: Details = { checks, notices, layers: { network: true }, cpuSeconds: 20, seconds: 25 };
  const grade = more.grade === undefined ? result.score : more.grade;
  return {
    name,
    members: [name],
    language: 'es',
    result,
    details,
    fetched: null,
    lateness: { days: 0, penalty: 0, accepted: true },
    comment: null,
    state: stateOf(result, grade, 60),
    ...more,
    grade,
  };
}

function aCheck(id: CheckId, fault: Fault | undefined, error: boolean, stopped: boolean): CheckDetails {
  const weight = weightOf(id);
  const parts = fault?.parts ?? [];
  const passedParts = parts.filter(({ passed }) => passed).length;
  const status = fault ? 'failed' : error ? 'error' : stopped ? 'not_run' : 'passed';
  const share = parts.length > 0 ? passedParts / parts.length : 0;
  const message = fault?.message ?? '';
  return {
    id,
    status,
    cause: fault?.cause ?? null,
    weight,
    earned: status === 'passed' ? weight : weight * share,
    message: { en: message, es: message },
    parts,
    failure: fault?.failure ?? null,
    said: null,
    cpuSeconds: 1,
    seconds: 1,
  };
}

export function aClass(submissions: readonly GradedSubmission[], more: Partial<ClassRecord> = {}): ClassRecord {
  return { policy: A_POLICY, seed: 7, submissions, alike: [], changes: [], skipped: [], ...more };
}

export const A_POLICY: Policy = { ...DEFAULT_POLICY, assignment: 'Features de fraude' };

/** A failure in every check that has a title: the longest report that there is. */
export function failedEverywhere(fault: Fault): Faults {
  const ids = CHECK_IDS.filter((id) => CHECKS[id].parent !== null);
  return { failed: Object.fromEntries(ids.map((id) => [id, fault])) };
}

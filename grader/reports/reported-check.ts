import { CAUSES } from '../causes';
import type { Cause } from '../causes';
import { CHECKS } from '../check-list';
import type { CheckId, Group } from '../check-list';
import type { FailureCase, Part } from '../details';
import type { CheckResult, CheckStatus } from '../result';
import type { Language } from '../text';
import type { GradedSubmission } from './graded-submission';
import { TEACH_AGAIN } from './teach-again';
import type { NotebookCell } from './teach-again';

/** A check as a student may read it, in the student's language. */
export interface ReportedCheck {
  readonly id: string;
  readonly group: Group;
  readonly title: string;
  readonly status: CheckStatus;
  /** Of one that was not run: the check that has to pass first. */
  readonly waitsFor: string | null;
  /** Points, of 100 in all. */
  readonly weight: number;
  readonly earned: number;
  readonly cause: string | null;
  readonly causeText: string | null;
  readonly message: string | null;
  readonly help: string;
  readonly parts: readonly Part[];
  /** The smallest case, all that a student sees of hidden data. */
  readonly failure: FailureCase | null;
  readonly readAgain: NotebookCell | null;
  /** The instructor's. */
  readonly comment: string | null;
}

export function reportedChecks(graded: GradedSubmission): readonly ReportedCheck[] {
  const scale = scaleOf(graded.result.checks);
  return graded.result.checks.map((check) => reportedCheck(check, graded, scale));
}

/** A policy's weights may sum to something else than the 100 that the score is of. */
function scaleOf(checks: readonly CheckResult[]): number {
  const sum = checks.reduce((total, { weight }) => total + weight, 0);
  return sum === 0 || Math.abs(sum - 100) < 1e-6 ? 1 : 100 / sum;
}

function reportedCheck(
  check: CheckResult,
  { details, comment, language, result }: GradedSubmission,
  scale: number,
): ReportedCheck {
  const { group, title, help } = CHECKS[check.id as CheckId];
  const detail = details?.checks.find(({ id }) => id === check.id);
  return {
    id: check.id,
    group,
    title: title[language],
    status: check.status,
    waitsFor: check.status === 'not_run' ? waitsFor(check.id as CheckId, result.checks) : null,
    weight: check.weight * scale,
    earned: (detail?.earned ?? (check.status === 'passed' ? check.weight : 0)) * scale,
    cause: check.cause,
    causeText: causeText(check.cause, language),
    message: detail?.message[language] ?? check.message,
    help: help[language],
    parts: detail?.parts ?? [],
    failure: detail?.failure ?? null,
    readAgain: TEACH_AGAIN[check.cause as Cause] ?? null,
    comment: comment?.checks[check.id] ?? null,
  };
}

/** The first of those that it stands on, else the one that left no view to judge; null where another reason kept it. */
export function waitsFor(id: CheckId, checks: readonly CheckResult[]): CheckId | null {
  const hasFailed = (one: CheckId): boolean => checks.some((check) => check.id === one && check.status === 'failed');
  const before: CheckId[] = [];
  for (let at = CHECKS[id].parent; at !== null; at = CHECKS[at].parent) before.unshift(at);
  return [...before, 'E2' as const, 'E1' as const].find(hasFailed) ?? null;
}

export function causeText(cause: string | null, language: Language): string | null {
  return cause === null ? null : (CAUSES[cause as Cause]?.[language] ?? cause);
}

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
  return graded.result.checks.map((check) => reportedCheck(check, graded));
}

function reportedCheck(check: CheckResult, { details, comment, language }: GradedSubmission): ReportedCheck {
  const { group, title, help } = CHECKS[check.id as CheckId];
  const detail = details?.checks.find(({ id }) => id === check.id);
  return {
    id: check.id,
    group,
    title: title[language],
    status: check.status,
    weight: check.weight,
    earned: detail?.earned ?? (check.status === 'passed' ? check.weight : 0),
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

export function causeText(cause: string | null, language: Language): string | null {
  return cause === null ? null : (CAUSES[cause as Cause]?.[language] ?? cause);
}

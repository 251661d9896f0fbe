import type { Cause } from '../causes';
import type { Part } from '../details';
import type { ViewName } from '../fraud/views';
import type { Context } from '../run/context';
import { failureOf } from '../run/failure';
import type { Failure } from '../run/failure';
import { isClean, runTrial } from '../run/trial';
import type { Findings, Trial } from '../run/trial';

export interface Outcome {
  /** Undefined where the check passed. */
  readonly failure?: Failure | undefined;
  /** The shares of its points; all or nothing where absent. */
  readonly parts?: readonly Part[];
  /** Views that later checks leave out. */
  readonly lost?: readonly ViewName[];
}

/** Runs the submission and compares. A throw is the grader's own fault. */
export type Check = (context: Context) => Promise<Outcome>;

export const PASSED: Outcome = {};

export function outcomeOf(findings: Findings, own: Cause): Outcome {
  return isClean(findings) ? PASSED : { failure: failureOf(findings, own) };
}

/** A check that is a trial or several: all must be as the oracle says. Stops at the first that is not. */
export function trials(
  own: Cause,
  make: (context: Context) => readonly Trial[],
  /** What of the findings is this check's. */
  mine: (findings: Findings) => Findings = (findings) => findings,
): Check {
  return async (context) => {
    for (const trial of make(context)) {
      const findings = mine(await runTrial(context, trial));
      if (!isClean(findings)) return outcomeOf(findings, own);
    }
    return PASSED;
  };
}

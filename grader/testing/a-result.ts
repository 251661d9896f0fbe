import type { StoredResult } from '../batch/stored-result';
import type { CheckResult } from '../result';

type Parts = Partial<Omit<StoredResult, 'checks'>> & { readonly checks?: readonly Partial<CheckResult>[] };

/** A result as it would lie in OUT/NAME/result.json: all good but for what is given. */
export function aResult(submission: string, { checks, ...parts }: Parts = {}): StoredResult {
  return {
    submission,
    digest: 'd'.repeat(64),
    gradable: true,
    score: 100,
    max_score: 100,
    isolation: 'strong',
    grader_version: '1.0.0',
    seed: 7,
    policy: 'p'.repeat(64),
    checks: (checks ?? CHECKS).map((check) => ({
      id: 'S0',
      status: 'passed',
      weight: 0,
      cause: null,
      message: null,
      ...check,
    })),
    ...parts,
  };
}

const CHECKS: readonly Partial<CheckResult>[] = [{ id: 'S0' }, { id: 'R0', weight: 5 }, { id: 'E1', weight: 95 }];

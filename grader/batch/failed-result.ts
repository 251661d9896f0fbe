import { CHECK_IDS, weightOf } from '../check-list';
import { GRADER_VERSION } from '../grader-version';
import type { Isolation } from '../result';
import type { ResultKey, Stored } from './stored-result';

/** The result of a submission that made the grader fall over: an error of the grader, to be tried again, no zero. */
export function failedResult(submission: string, reason: string, key: ResultKey, isolation: Isolation): Stored {
  return {
    result: {
      submission,
      digest: key.digest,
      gradable: true,
      score: null,
      max_score: 100,
      isolation,
      grader_version: GRADER_VERSION,
      seed: key.seed,
      policy: key.policy,
      checks: CHECK_IDS.map((id) => ({
        id,
        status: id === 'S0' ? 'error' : 'not_run',
        weight: weightOf(id),
        cause: null,
        message: id === 'S0' ? reason : null,
      })),
    },
    details: null,
  };
}

import { HIDDEN_CHECKS } from './checks/hidden-checks';
import { PUBLIC_CHECKS } from './checks/public-checks';
import type { Graded } from './details';
import { gradeWith } from './grade-with';
import type { GradeOptions } from './grading';
import { ORACLE } from './oracle/oracle';
import { proveIsolation } from './sandbox/canaries';
import type { Proof } from './sandbox/canaries';

/**
 * Grades the submission in `folder`, which is only read. Nothing of it runs outside the sandbox, and nothing stays.
 * A fault of the grader is a check's status `error`, never a zero.
 * @param proof what the canaries of this batch found; they are sent here where it is absent
 * @throws GraderError where there is no isolation and `allowUnsafe` is not set
 */
export async function gradeSubmission(folder: string, options: GradeOptions, proof?: Proof): Promise<Graded> {
  const registry = { ...PUBLIC_CHECKS, ...HIDDEN_CHECKS };
  return gradeWith({ registry, oracle: ORACLE }, folder, options, proof ?? (await proveIsolation(options)));
}

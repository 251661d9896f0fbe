import { PUBLIC_CHECKS } from './checks/public-checks';
import type { Graded } from './details';
import { gradeWith } from './grade-with';
import type { GradeOptions } from './grading';
import type { Proof } from './sandbox/canaries';

/** The public checks alone: no oracle, so a submission is compared with itself. The others are `not_run`. */
export async function gradePublic(folder: string, options: GradeOptions, proof: Proof): Promise<Graded> {
  return gradeWith({ registry: PUBLIC_CHECKS }, folder, options, proof);
}

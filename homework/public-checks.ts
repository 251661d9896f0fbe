import { CHECK_IDS, CHECKS, type CheckId } from '../grader/check-list';

/** The checks that a student runs, in their order. */
export const PUBLIC_CHECKS: readonly CheckId[] = CHECK_IDS.filter((id) => CHECKS[id].public);

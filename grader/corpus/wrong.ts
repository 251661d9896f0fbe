import { ATTACKS } from './wrong/attacks';
import { FORM } from './wrong/form';
import { RUNS } from './wrong/runs';
import { VALUES } from './wrong/values';
import type { WrongSubmission } from './wrong-submission';

/** Every wrong submission, and every attack. */
export const WRONG: readonly WrongSubmission[] = [...FORM, ...VALUES, ...RUNS, ...ATTACKS];

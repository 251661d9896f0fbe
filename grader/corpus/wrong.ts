import { ANSWERS } from './wrong/answers';
import { ATTACKS } from './wrong/attacks';
import { FORM } from './wrong/form';
import { LABELS } from './wrong/labels';
import { RUNS } from './wrong/runs';
import { UNUSUAL } from './wrong/unusual';
import { VALUES } from './wrong/values';
import type { WrongSubmission } from './wrong-submission';

/** Every wrong submission, every attack, and what only looks like one. */
export const WRONG: readonly WrongSubmission[] = [
  ...FORM,
  ...VALUES,
  ...LABELS,
  ...ANSWERS,
  ...RUNS,
  ...ATTACKS,
  ...UNUSUAL,
];

import type { Expectation } from '../run/expectation';
import { answer, winner } from './answer';

/** The grader's own judgement, worked out from the source tables alone. */
export const ORACLE: Expectation = { answer, winner };

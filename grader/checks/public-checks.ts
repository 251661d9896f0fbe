import type { CheckId } from '../check-list';
import { anyLabels } from './any-labels';
import type { Check } from './check';
import { definitionsAreThere } from './definitions';
import { futureRows } from './future-rows';
import { materializeAgain } from './materialize-again';
import { oneByOne } from './one-by-one';
import { readmeTells } from './readme-tells';
import { servedEqualsTrained } from './served-equals-trained';
import { twiceTheSame } from './twice-the-same';

export type Registry = Readonly<Partial<Record<CheckId, Check>>>;

/** The checks that students have too. Nothing here knows the right answers: it compares a submission with itself. */
export const PUBLIC_CHECKS: Registry = {
  R0: readmeTells,
  D0: definitionsAreThere,
  E1: servedEqualsTrained,
  M1: futureRows,
  M4: anyLabels,
  I1: materializeAgain,
  K1: oneByOne,
  D1: twiceTheSame,
};

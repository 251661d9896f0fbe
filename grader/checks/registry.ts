import type { CheckId } from '../check-list';
import { materializeAgain } from './again';
import type { Check } from './check';
import { oneByOne } from './conversation';
import { definitionsAreThere } from './definitions';
import { exactTtl, labelIsNoFeature, nullsStayNull, tiesAndLateRows } from './edges';
import { bothAreRight, servedEqualsTrained } from './equality';
import { futureRows, justAfterAndBefore } from './future';
import { anyIds, anyLabels, anyOrderOfRows, anyYear, anyZone, sameIdsOnBothSides } from './invariants';
import { killedAnywhere } from './killed';
import { anyClock, twiceTheSame } from './machine';
import { readmeTells } from './readme';
import { muchMoreData } from './size';
import { servesQuickly } from './speed';
import { unseenPairs } from './unseen-pairs';

/** Where each check is found. S0 comes before them, of what was taken in. */
export const REGISTRY: Readonly<Record<Exclude<CheckId, 'S0'>, Check>> = {
  R0: readmeTells,
  D0: definitionsAreThere,
  E1: servedEqualsTrained,
  E2: bothAreRight,
  E3: unseenPairs,
  M1: futureRows,
  M2: justAfterAndBefore,
  M3: anyOrderOfRows,
  M4: anyLabels,
  M5: anyIds,
  M6: anyYear,
  M7: anyZone,
  M8: muchMoreData,
  M9: sameIdsOnBothSides,
  M10: tiesAndLateRows,
  T1: exactTtl,
  N1: nullsStayNull,
  L1: labelIsNoFeature,
  I1: materializeAgain,
  I2: killedAnywhere,
  K1: oneByOne,
  P1: servesQuickly,
  D1: twiceTheSame,
  C1: anyClock,
};
